//! Names, dates and numbers.

pub mod forms;
