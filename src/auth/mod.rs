//! Who is asking.

mod bearer;

pub use bearer::Bearer;
