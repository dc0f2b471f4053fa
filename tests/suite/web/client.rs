//! A small client of our own: it can also send what a browser never would.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use crate::audit::root;

/// A running `visit open`, ended when dropped.
pub struct Served {
    child: Child,
    pub port: u16,
    pub key: String,
    folder: PathBuf,
}

/// What came back.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    pub headers: String,
    pub location: Option<String>,
    pub body: String,
}

impl Served {
    pub fn start(folder: &Path) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_visit"));
        command.args(["open", folder.to_str().unwrap(), "--no-browser", "--caseworker", "abc"]);
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let mut address = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut address).unwrap();
        let (base, key) = address.trim().split_once("/?n=").unwrap();
        let port = base.rsplit_once(':').unwrap().1.parse().unwrap();
        Self { child, port, key: key.to_owned(), folder: folder.to_owned() }
    }

    pub fn base(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    fn cookie(&self) -> String {
        format!("Cookie: visit={}\r\n", self.key)
    }

    pub fn get(&self, path: &str) -> Answer {
        self.send("GET", path, &self.host(), &self.cookie(), "")
    }

    pub fn post(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let headers = format!("{}Origin: {}\r\n", self.cookie(), self.base());
        self.send("POST", path, &self.host(), &headers, &form(fields))
    }

    pub fn host(&self) -> String {
        format!("127.0.0.1:{}", self.port)
    }

    /// Sends just these headers.
    pub fn send(&self, method: &str, path: &str, host: &str, headers: &str, body: &str) -> Answer {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        stream.set_read_timeout(Some(Duration::from_mins(1))).unwrap();
        let (path, query) =
            path.split_once('?').map_or((path, String::new()), |(path, query)| (path, format!("?{query}")));
        let path = path.split('/').map(escaped).collect::<Vec<_>>().join("/");
        let kind = "Content-Type: application/x-www-form-urlencoded\r\n";
        let length = body.len();
        let head = format!(
            "{method} {path}{query} HTTP/1.1\r\nHost: {host}\r\n{headers}{kind}Content-Length: {length}\r\nConnection: close\r\n\r\n"
        );
        // A server that refuses a long body may close before it is sent.
        let _ = stream.write_all(head.as_bytes()).and_then(|()| stream.write_all(body.as_bytes()));
        let mut bytes = Vec::new();
        let _ = stream.read_to_end(&mut bytes);
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let (headers, body) = text.split_once("\r\n\r\n").unwrap_or((&text, ""));
        let status = headers.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap_or_default();
        let location = headers.lines().find_map(|line| line.strip_prefix("location: ").map(str::to_owned));
        Answer { status, headers: headers.to_owned(), location, body: body.to_owned() }
    }

    /// The text of the only case in the folder.
    pub fn case_text(&self) -> String {
        let entries = fs::read_dir(&self.folder).unwrap().flatten().map(|entry| entry.path());
        let case = entries.into_iter().find(|path| path.extension().is_some_and(|ending| ending == "yaml")).unwrap();
        fs::read_to_string(case).unwrap()
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn form(fields: &[(&str, &str)]) -> String {
    fields.iter().map(|(key, value)| format!("{}={}", escaped(key), escaped(value))).collect::<Vec<_>>().join("&")
}

fn escaped(text: &str) -> String {
    let one = |byte: u8| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' => (byte as char).to_string(),
        _ => format!("%{byte:02X}"),
    };
    text.bytes().map(one).collect()
}

/// The value of a hidden field.
pub fn field(page: &str, name: &str) -> String {
    let mark = format!("name=\"{name}\" value=\"");
    page.split(&mark).nth(1).and_then(|rest| rest.split('"').next()).unwrap_or_default().to_owned()
}

/// The values that the answer's controls have, in order.
pub fn options(page: &str) -> Vec<String> {
    let values = page.split("name=\"svar\" value=\"").skip(1);
    values.filter_map(|rest| rest.split('"').next()).filter(|value| !value.is_empty()).map(str::to_owned).collect()
}

/// The addresses of the cases in the list.
pub fn ids(page: &str) -> Vec<String> {
    page.split("href=\"/sag/").skip(1).filter_map(|rest| rest.split('"').next()).map(str::to_owned).collect()
}

/// Exit code and all that was said.
pub fn visit(args: &[&str]) -> (i32, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_visit")).args(args).current_dir(root()).output().unwrap();
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (output.status.code().unwrap(), text(&output.stdout) + &text(&output.stderr))
}
