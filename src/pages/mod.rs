//! What commands show: text, tables and JSON made of the library's results.
//!
//! Deliberately reads nothing and reckons nothing.

pub mod cases;
pub mod enquiry;
pub mod ffb;
pub mod ffb_out;
pub mod follow;
pub mod matching;
pub mod offers;
pub mod overview;
pub mod refund;
