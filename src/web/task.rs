//! Futures that JavaScript drives.
//!
//! A task waits for one thing at a time: it hands its key to a JavaScript function, and when that has its value it
//! calls [`resume`] with the key. So a request is one call out and one back, without a promise, a closure or a queue of
//! Rust's making. Against wasm-bindgen-futures this saves 3 KB brotli in the module and two promises a call.

use std::cell::Cell;
use std::mem::ManuallyDrop;
use std::pin::Pin;
use std::task::{Context, Poll, Waker};

use super::Arrived;
use crate::client::whole;

type Task = Pin<Box<dyn Future<Output = ()>>>;

/// A task that waits: the address of its box. Whoever has a key has the task.
pub type Key = usize;

thread_local! {
    /// The key of the task that runs.
    static RUNNING: Cell<Key> = const { Cell::new(0) };
    /// What the task that runs has waited for. Never dropped: the instance ends with its memory.
    static ARRIVED: Cell<ManuallyDrop<Option<Arrived>>> = const { Cell::new(ManuallyDrop::new(None)) };
}

/// Starts a task and runs it until it waits for the first time.
pub fn spawn(task: impl Future<Output = ()> + 'static) {
    let task: Task = Box::pin(whole(task));
    run(Box::into_raw(Box::new(task)));
}

/// Runs a task on with what it has waited for.
///
/// # Safety
/// The key is one that [`wait`] gave, in this instance, and is used once. `js/attempt.js` sees to it: it answers once.
pub unsafe fn resume(key: Key, arrived: Arrived) {
    ARRIVED.set(ManuallyDrop::new(Some(arrived)));
    run(key as *mut Task);
}

fn run(task: *mut Task) {
    // What runs may call the caller's functions, and these may call mute: tasks run within tasks.
    let outer = RUNNING.replace(task as Key);
    // SAFETY: the box is this task's own, and nobody else has it until it has given its key away by waiting.
    let mut boxed = unsafe { Box::from_raw(task) };
    if boxed.as_mut().as_mut().poll(&mut Context::from_waker(Waker::noop())).is_pending() {
        let _ = Box::into_raw(boxed);
    }
    RUNNING.set(outer);
}

/// Sets something in motion, and waits for it: `start` is given the task's key, with which a JavaScript function calls
/// [`resume`] later, never at once. To be called, and awaited, by a task that runs.
pub fn wait(start: impl FnOnce(Key)) -> Arrival {
    start(RUNNING.get());
    Arrival
}

/// What a task waits for.
pub struct Arrival;

impl Future for Arrival {
    type Output = Arrived;

    fn poll(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Arrived> {
        let arrived = ARRIVED.replace(ManuallyDrop::new(None));
        ManuallyDrop::into_inner(arrived).map_or(Poll::Pending, Poll::Ready)
    }
}
