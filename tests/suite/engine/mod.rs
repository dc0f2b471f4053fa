//! The engine held against an independent reading of the language, over random guidelines and cases.

mod build;
mod explain;
pub mod generate;
mod interview;
mod large;
pub mod naive;
mod properties;
mod together;
