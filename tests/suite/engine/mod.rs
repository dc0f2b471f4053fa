//! The engine held against an independent reading of the language, over random guidelines and cases.

mod build;
mod compare;
mod explain;
mod generate;
mod interview;
mod large;
mod naive;
mod properties;
mod together;
