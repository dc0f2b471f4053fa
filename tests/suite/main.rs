//! The one test binary: everything that is tested through the library's public face.

#[cfg(test)]
mod engine;
