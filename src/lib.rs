#![doc = include_str!("README.md")]

pub mod audit;
pub mod cli;
pub mod commands;
pub mod exit;
pub mod pages;
pub mod session;
pub mod store;
pub mod terminal;
pub mod web;
