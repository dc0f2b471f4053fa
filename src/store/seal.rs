//! Files that only those with a key can read: age (`age-encryption.org/v1`) with X25519 keys.
//!
//! The program has one set of keys, named once when it starts and read when the first sealed file is met. A file keeps
//! its form: what was sealed is sealed again when it is saved, and new cases and archives are sealed where there is a
//! key for it. All sealing is done in memory: no plain text touches the disk on the way.

use std::borrow::Cow;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use age::secrecy::{ExposeSecret, SecretString};
use age::x25519::{Identity, Recipient};
use age::{Decryptor, Encryptor, scrypt};

use super::StoreError;

/// The first line of every age file.
const HEADER: &[u8] = b"age-encryption.org/v1\n";
/// Key files are small; what is larger is something else.
const KEY_LIMIT: u64 = 1 << 16;
/// Cost of a passphrase as a power of two: some 0.7 s on an ordinary machine, and the same in every build.
const WORK_FACTOR: u8 = 18;
/// The dearest passphrase that is tried: sixteen times as much.
const MAX_WORK_FACTOR: u8 = 22;

/// Where the program's keys are.
#[derive(Debug, Default)]
pub struct Source {
    /// The file with the secret keys.
    pub key: Option<PathBuf>,
    /// Public keys (`age1…`) or files with one on each line; empty: those of the secret keys.
    pub recipients: Vec<String>,
    /// Asks a person for the passphrase of a key file; `None` where there is nobody.
    pub ask: Option<fn(&str) -> io::Result<String>>,
}

/// The keys themselves.
pub struct Keys {
    open: Vec<Identity>,
    seal: Vec<Recipient>,
}

static SOURCE: OnceLock<Source> = OnceLock::new();
static KEYS: OnceLock<Result<Keys, StoreError>> = OnceLock::new();

/// Names the keys of this program. Only the first call counts.
pub fn use_keys(source: Source) {
    let _ = SOURCE.set(source);
}

/// Are new cases sealed?
#[must_use]
pub fn seals_new() -> bool {
    SOURCE.get().is_some_and(|source| source.key.is_some() || !source.recipients.is_empty())
}

/// The program's keys, read once.
fn keys() -> Result<&'static Keys, StoreError> {
    let none = Source::default();
    KEYS.get_or_init(|| Keys::read(SOURCE.get().unwrap_or(&none))).as_ref().map_err(Clone::clone)
}

/// Asks for the passphrase of the key now, where it has one: later would be in the way.
pub fn unlock() {
    let key = SOURCE.get().and_then(|source| source.key.as_deref());
    if key.is_some_and(is_sealed_file) {
        let _ = keys();
    }
}

/// Does a file begin as a sealed one?
pub(super) fn is_sealed(bytes: &[u8]) -> bool {
    bytes.starts_with(HEADER)
}

/// Is the file at `path` there and sealed?
pub(super) fn is_sealed_file(path: &Path) -> bool {
    let mut start = Vec::new();
    let read = File::open(path).and_then(|file| file.take(HEADER.len() as u64).read_to_end(&mut start));
    read.is_ok() && is_sealed(&start)
}

/// What stands in a file: opened where it is sealed.
///
/// # Errors
/// There is no key that opens it, or it was changed.
pub(super) fn opened(path: &Path, bytes: Vec<u8>) -> Result<Vec<u8>, StoreError> {
    if is_sealed(&bytes) { keys()?.open(path, &bytes) } else { Ok(bytes) }
}

/// A reader of what stands in a file, opened as it goes where it is sealed.
///
/// # Errors
/// As [`opened`]; what was changed further on is an error of the reader.
pub(super) fn opened_reader(path: &Path, mut reader: Box<dyn BufRead>) -> Result<Box<dyn BufRead>, StoreError> {
    let start = reader.fill_buf().map_err(|error| StoreError::reading(path, &error))?;
    if !is_sealed(start) {
        return Ok(reader);
    }
    let keys = keys()?;
    let opened = keys.open_reader(path, reader)?;
    Ok(Box::new(BufReader::with_capacity(1 << 20, opened)))
}

/// The bytes as they are to stand in the file: sealed, or as they are.
///
/// # Errors
/// There is no key to seal with.
pub(super) fn as_kept<'b>(path: &Path, bytes: &'b [u8], sealed: bool) -> Result<Cow<'b, [u8]>, StoreError> {
    if !sealed {
        return Ok(Cow::Borrowed(bytes));
    }
    let kept = sealed_by(encryptor(path)?, bytes).map_err(|error| StoreError::saving(path, &error))?;
    Ok(Cow::Owned(kept))
}

/// A writer that seals what goes through it; it must be finished.
///
/// # Errors
/// There is no key to seal with.
pub(super) fn sealing<W: Write>(path: &Path, out: W) -> Result<age::stream::StreamWriter<W>, StoreError> {
    encryptor(path)?.wrap_output(out).map_err(|error| StoreError::saving(path, &error))
}

/// What seals with the program's keys.
fn encryptor(path: &Path) -> Result<Encryptor, StoreError> {
    let recipients = keys()?.seal.iter().map(|recipient| recipient as &dyn age::Recipient);
    Encryptor::with_recipients(recipients).map_err(|_| no_key(path))
}

/// Some bytes, sealed whole.
fn sealed_by(encryptor: Encryptor, bytes: &[u8]) -> io::Result<Vec<u8>> {
    let mut kept = Vec::with_capacity(bytes.len() + 512);
    let mut writer = encryptor.wrap_output(&mut kept)?;
    writer.write_all(bytes)?;
    writer.finish()?;
    Ok(kept)
}

impl Keys {
    /// Reads the keys.
    ///
    /// # Errors
    /// A file is missing or holds no key, or the passphrase is not the right one.
    pub fn read(source: &Source) -> Result<Self, StoreError> {
        let open = match &source.key {
            Some(path) => identities(path, source.ask)?,
            None => Vec::new(),
        };
        let mut seal = Vec::new();
        for named in &source.recipients {
            seal.extend(recipients(named)?);
        }
        if seal.is_empty() {
            seal.extend(open.iter().map(Identity::to_public));
        }
        Ok(Self { open, seal })
    }

    /// The public keys that are sealed with, as they are handed to others.
    #[must_use]
    pub fn public(&self) -> Vec<String> {
        self.seal.iter().map(ToString::to_string).collect()
    }

    fn open(&self, path: &Path, bytes: &[u8]) -> Result<Vec<u8>, StoreError> {
        let mut plain = Vec::with_capacity(bytes.len());
        self.open_reader(path, bytes)?.read_to_end(&mut plain).map_err(|_| broken(path))?;
        Ok(plain)
    }

    fn open_reader<R: BufRead>(&self, path: &Path, reader: R) -> Result<age::stream::StreamReader<R>, StoreError> {
        let decryptor = Decryptor::new_buffered(reader).map_err(|_| broken(path))?;
        decryptor.decrypt(self.open.iter().map(|key| key as &dyn age::Identity)).map_err(|error| match error {
            age::DecryptError::NoMatchingKeys => no_key(path),
            _ => broken(path),
        })
    }
}

/// A new secret key, as it stands in its file: under a passphrase where one is given. The public key beside it.
///
/// # Errors
/// None that is known.
pub fn new_key(passphrase: Option<String>) -> io::Result<(Vec<u8>, String)> {
    let key = Identity::generate();
    let public = key.to_public().to_string();
    let text = format!("# public key: {public}\n{}\n", key.to_string().expose_secret());
    let Some(passphrase) = passphrase else { return Ok((text.into_bytes(), public)) };
    let mut recipient = scrypt::Recipient::new(SecretString::from(passphrase));
    recipient.set_work_factor(WORK_FACTOR);
    let encryptor =
        Encryptor::with_recipients(std::iter::once(&recipient as &dyn age::Recipient)).map_err(io::Error::other)?;
    Ok((sealed_by(encryptor, text.as_bytes())?, public))
}

/// The secret keys of a file, which may stand under a passphrase.
fn identities(path: &Path, ask: Option<fn(&str) -> io::Result<String>>) -> Result<Vec<Identity>, StoreError> {
    let mut bytes = key_file(path)?;
    if is_sealed(&bytes) {
        let name = path.display();
        let passphrase = ask.and_then(|ask| ask(&format!("Adgangssætning til nøglen {name}: ")).ok());
        let Some(passphrase) = passphrase else {
            let message =
                format!("nøglen `{name}` er låst med en adgangssætning, og der er ingen terminal at spørge i");
            return Err(StoreError::new("no-passphrase", path, message, "kør kommandoen i en terminal"));
        };
        let mut identity = scrypt::Identity::new(SecretString::from(passphrase));
        identity.set_max_work_factor(MAX_WORK_FACTOR);
        let wrong = || {
            let message = format!("adgangssætningen passer ikke til nøglen `{name}`");
            StoreError::new(
                "wrong-passphrase",
                path,
                message,
                "prøv igen; en glemt adgangssætning kan ikke findes igen",
            )
        };
        let decryptor = Decryptor::new_buffered(bytes.as_slice()).map_err(|_| wrong())?;
        let opened = decryptor.decrypt(std::iter::once(&identity as &dyn age::Identity)).map_err(|_| wrong())?;
        let mut plain = Vec::new();
        opened.take(KEY_LIMIT).read_to_end(&mut plain).map_err(|_| wrong())?;
        bytes = plain;
    }
    let found: Vec<Identity> = lines(&bytes).iter().filter_map(|line| line.parse().ok()).collect();
    if found.is_empty() {
        let message = format!("der er ingen nøgle i `{}`", path.display());
        let help = "lav en med `visit key new FIL`; en nøgle er en linje, der begynder med AGE-SECRET-KEY-1";
        return Err(StoreError::new("no-key-in-file", path, message, help));
    }
    Ok(found)
}

/// Public keys: the one that is named, or those of the file that is named.
fn recipients(named: &str) -> Result<Vec<Recipient>, StoreError> {
    if let Ok(recipient) = named.trim().parse() {
        return Ok(vec![recipient]);
    }
    let path = Path::new(named);
    let found: Result<Vec<Recipient>, _> =
        lines(&key_file(path)?).iter().map(|line| line.parse::<Recipient>()).collect();
    match found {
        Ok(found) if !found.is_empty() => Ok(found),
        _ => {
            let message = format!("der skal stå offentlige nøgler i `{named}`, en på hver linje");
            Err(StoreError::new("no-key-in-file", path, message, "en offentlig nøgle begynder med age1"))
        }
    }
}

/// The lines of a key file that are not comments.
fn lines(bytes: &[u8]) -> Vec<String> {
    let text = String::from_utf8_lossy(bytes).into_owned();
    let told = text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
    told.map(str::to_owned).collect()
}

fn key_file(path: &Path) -> Result<Vec<u8>, StoreError> {
    let mut bytes = Vec::new();
    super::open_regular(path)?
        .take(KEY_LIMIT)
        .read_to_end(&mut bytes)
        .map_err(|error| StoreError::reading(path, &error))?;
    Ok(bytes)
}

fn no_key(path: &Path) -> StoreError {
    let message = format!("`{}` er låst, og der er ingen nøgle, der åbner den", path.display());
    let help = "peg på nøglen med `--age-key FIL` eller VISIT_AGE_KEY; uden en af de nøgler, den er låst til, kan ingen læse den";
    StoreError::new("no-key", path, message, help)
}

pub(super) fn broken(path: &Path) -> StoreError {
    let message = format!("`{}` er låst og er ændret eller afkortet: den kan ikke åbnes", path.display());
    StoreError::new("sealed-broken", path, message, "find en urørt udgave")
}

/// Seals a file, or opens it for good, in one step: the earlier file stands until the new one is whole.
///
/// # Errors
/// The file cannot be read or written, or there is no key.
pub fn set_sealed(path: &Path, sealed: bool) -> Result<bool, StoreError> {
    let bytes = super::read_bytes(path, super::CASE_LIMIT)?;
    if is_sealed_file(path) == sealed {
        return Ok(false);
    }
    super::save::save_as(path, &bytes, super::Over::Read(&bytes), Some(sealed))?;
    Ok(true)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    fn keys(text: &str) -> Keys {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("nøgle");
        fs::write(&path, text).unwrap();
        Keys::read(&Source { key: Some(path), ..Source::default() }).unwrap()
    }

    fn sealed(keys: &Keys, text: &[u8]) -> Vec<u8> {
        let recipients = keys.seal.iter().map(|recipient| recipient as &dyn age::Recipient);
        sealed_by(Encryptor::with_recipients(recipients).unwrap(), text).unwrap()
    }

    #[test]
    fn what_is_sealed_opens_with_its_key_and_no_other_and_every_change_shows() {
        let new = || keys(&String::from_utf8(new_key(None).unwrap().0).unwrap());
        let (own, other) = (new(), new());
        let kept = sealed(&own, "format: visit-sag/1\næøå".as_bytes());
        assert!(is_sealed(&kept) && !kept.windows(5).any(|part| part == b"visit"));
        let path = Path::new("sag.yaml");
        assert_eq!(own.open(path, &kept).unwrap(), "format: visit-sag/1\næøå".as_bytes());
        assert_eq!(other.open(path, &kept).unwrap_err().code, "no-key");
        for at in HEADER.len()..kept.len() {
            let mut changed = kept.clone();
            changed[at] ^= 1;
            assert!(own.open(path, &changed).is_err(), "byte {at}");
            assert!(own.open(path, &kept[..at]).is_err(), "cut at {at}");
        }
    }

    #[test]
    fn a_key_under_a_passphrase_opens_with_it_alone() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("nøgle");
        let (kept, public) = new_key(Some("rigtig hest".to_owned())).unwrap();
        fs::write(&path, &kept).unwrap();
        let read = |ask| Keys::read(&Source { key: Some(path.clone()), recipients: Vec::new(), ask });
        assert_eq!(read(Some(|_| Ok("rigtig hest".to_owned()))).unwrap().public(), [public]);
        assert_eq!(read(Some(|_| Ok("forkert".to_owned()))).err().unwrap().code, "wrong-passphrase");
        assert_eq!(read(None).err().unwrap().code, "no-passphrase");
    }

    #[test]
    fn a_file_without_a_key_is_told() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("nøgle");
        fs::write(&path, "# intet\n").unwrap();
        let code = |source: &Source| Keys::read(source).err().unwrap().code;
        assert_eq!(code(&Source { key: Some(path.clone()), ..Source::default() }), "no-key-in-file");
        let named = vec![path.display().to_string()];
        assert_eq!(code(&Source { recipients: named, ..Source::default() }), "no-key-in-file");
        assert_eq!(code(&Source { recipients: vec!["age1forkert".to_owned()], ..Source::default() }), "not-found");
    }
}
