//! The engine held against an independent reading of the language, over random guidelines and cases.

pub mod build;
mod compare;
mod effort;
mod explain;
pub mod generate;
mod interview;
mod language;
mod large;
mod many;
pub mod naive;
mod properties;
mod together;
