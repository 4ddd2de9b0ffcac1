//! Futures that JavaScript drives.
//!
//! A task waits for one thing at a time: it hands its key to a JavaScript function, and when that has its value it
//! calls [`resume`] with the key. So a request is one call out and one back, without a promise, a closure or a queue of
//! Rust's making. Against wasm-bindgen-futures this saves 2.6 KB brotli in the module and two promises a call.

use std::cell::{Cell, RefCell};
use std::mem::ManuallyDrop;
use std::pin::Pin;
use std::task::{Context, Poll, Waker};

use super::Arrived;

type Task = Pin<Box<dyn Future<Output = ()>>>;

// Nothing of these is ever dropped: the instance ends with its memory.
thread_local! {
    /// The tasks that wait, by their keys.
    static WAITING: RefCell<ManuallyDrop<Vec<Option<Task>>>> = const { RefCell::new(ManuallyDrop::new(Vec::new())) };
    /// The key of the task that runs.
    static RUNNING: Cell<usize> = const { Cell::new(0) };
    /// What the task that runs has waited for.
    static ARRIVED: RefCell<ManuallyDrop<Option<Arrived>>> = const { RefCell::new(ManuallyDrop::new(None)) };
}

/// Starts a task and runs it until it waits for the first time.
pub fn spawn(task: impl Future<Output = ()> + 'static) {
    let key = WAITING.with_borrow_mut(|waiting| {
        let free = waiting.iter().position(Option::is_none);
        free.unwrap_or_else(|| {
            waiting.push(None);
            waiting.len() - 1
        })
    });
    run(key, Box::pin(task));
}

/// Runs the task that waits under `key` on. Where none does, nothing happens.
pub fn resume(key: usize, arrived: Arrived) {
    let task = WAITING.with_borrow_mut(|waiting| waiting.get_mut(key).and_then(Option::take));
    if let Some(task) = task {
        ARRIVED.with_borrow_mut(|slot| slot.replace(arrived));
        run(key, task);
    }
}

fn run(key: usize, mut task: Task) {
    RUNNING.set(key);
    if task.as_mut().poll(&mut Context::from_waker(Waker::noop())).is_pending() {
        WAITING.with_borrow_mut(|waiting| {
            if let Some(slot) = waiting.get_mut(key) {
                *slot = Some(task);
            }
        });
    }
}

/// Sets something in motion, and waits for it: `start` is given the task's key, with which a JavaScript function calls
/// [`resume`] later, never at once. To be called, and awaited, by a task that runs.
pub fn wait(start: impl FnOnce(usize)) -> Arrival {
    start(RUNNING.get());
    Arrival
}

/// What a task waits for.
pub struct Arrival;

impl Future for Arrival {
    type Output = Arrived;

    fn poll(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Arrived> {
        ARRIVED.with_borrow_mut(|slot| slot.take()).map_or(Poll::Pending, Poll::Ready)
    }
}
