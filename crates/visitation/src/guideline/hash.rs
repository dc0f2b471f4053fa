//! SHA-256 as auditors check it with `sha256sum`.

use sha2::{Digest, Sha256};

/// The SHA-256 of the bytes in 64 lower-case hexadecimal digits.
#[must_use]
pub fn sha256_hex(bytes: &[u8]) -> String {
    sha256_hex_of([bytes])
}

/// The same of some parts, one after another.
#[must_use]
pub fn sha256_hex_of<'b>(parts: impl IntoIterator<Item = &'b [u8]>) -> String {
    let mut hash = RunningHash::default();
    parts.into_iter().for_each(|part| hash.add(part));
    hash.hex()
}

/// The SHA-256 of what comes piece by piece.
#[derive(Debug, Clone, Default)]
pub struct RunningHash(Sha256);

impl RunningHash {
    /// Adds bytes.
    pub fn add(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }

    /// As [`sha256_hex`], of all that was added.
    #[must_use]
    pub fn hex(self) -> String {
        let digit = |half: u8| char::from(if half < 10 { b'0' + half } else { b'a' + half - 10 });
        self.0.finalize().iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn agrees_with_the_published_vectors() {
        // FIPS 180-4, examples for the empty text and "abc".
        assert_eq!(sha256_hex(b""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
        assert_eq!(sha256_hex_of([&b"a"[..], b"", b"bc"]), sha256_hex(b"abc"));
        assert_eq!(sha256_hex(b"abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }
}
