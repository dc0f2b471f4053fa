//! The engine held against an independent reading of the language, over random guidelines and cases.

mod build;
mod generate;
mod naive;
mod properties;
