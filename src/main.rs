//! The `visit` program.
fn main() {}
