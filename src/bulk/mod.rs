//! Many mutes: pure state machines that are told the time.

mod day;
mod pace;
mod window;

pub use pace::{Pace, Style};
