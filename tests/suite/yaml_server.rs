//! The guideline's schema in an editor: the YAML language server that editors use is asked what an author would see.
//!
//! Runs where `yaml-language-server` is on the path (`npm install --global yaml-language-server`), or where
//! `YAML_LANGUAGE_SERVER` names it; elsewhere there is nothing to ask.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write};
use std::path::PathBuf;
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use serde_json::{Value, json};
use visitation::schema::{Format, schema};

/// Longer than any answer takes on a busy machine; a server that has died answers at once, with nothing.
const PATIENCE: Duration = Duration::from_secs(90);

fn server() -> Option<PathBuf> {
    if let Some(named) = std::env::var_os("YAML_LANGUAGE_SERVER") {
        return Some(PathBuf::from(named));
    }
    let paths = std::env::var_os("PATH")?;
    std::env::split_paths(&paths).map(|folder| folder.join("yaml-language-server")).find(|file| file.is_file())
}

/// A server with one open file.
struct Editor {
    child: Child,
    to: ChildStdin,
    from: Receiver<Value>,
    asked: u64,
    /// The last diagnostics, by file.
    shown: BTreeMap<String, Value>,
    settings: Value,
}

impl Editor {
    fn start(program: &PathBuf, schema: &str) -> Self {
        let mut child = Command::new(program)
            .arg("--stdio")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let (to, mut out) = (child.stdin.take().unwrap(), BufReader::new(child.stdout.take().unwrap()));
        let (send, from) = channel();
        std::thread::spawn(move || {
            while let Some(message) = received(&mut out) {
                if send.send(message).is_err() {
                    break;
                }
            }
        });
        let settings = json!({ "schemas": { schema: "*.yaml" }, "validate": true, "hover": true, "completion": true,
            "schemaStore": { "enable": false } });
        let mut editor = Self { child, to, from, asked: 0, shown: BTreeMap::new(), settings };
        editor.ask(
            "initialize",
            &json!({ "processId": null, "rootUri": null, "capabilities": {
            "textDocument": { "completion": { "completionItem": { "documentationFormat": ["plaintext"] } } } } }),
        );
        editor.tell("initialized", &json!({}));
        editor.tell("workspace/didChangeConfiguration", &json!({ "settings": {} }));
        editor
    }

    fn send(&mut self, message: &Value) {
        let text = message.to_string();
        write!(self.to, "Content-Length: {}\r\n\r\n{text}", text.len()).unwrap();
        self.to.flush().unwrap();
    }

    fn tell(&mut self, method: &str, params: &Value) {
        self.send(&json!({ "jsonrpc": "2.0", "method": method, "params": params }));
    }

    fn ask(&mut self, method: &str, params: &Value) -> Value {
        self.asked += 1;
        let id = self.asked;
        self.send(&json!({ "jsonrpc": "2.0", "id": id, "method": method, "params": params }));
        loop {
            let message = self.next();
            if message["id"] == id && message.get("method").is_none() {
                return message["result"].clone();
            }
        }
    }

    /// The next message; where the server asks for the editor's settings it gets them.
    fn next(&mut self) -> Value {
        let message = self.from.recv_timeout(PATIENCE).unwrap();
        match message["method"].as_str() {
            Some("textDocument/publishDiagnostics") => {
                let file = message["params"]["uri"].as_str().unwrap().to_owned();
                self.shown.insert(file, message["params"]["diagnostics"].clone());
            }
            Some(_) if message.get("id").is_some() => {
                let asked = message["params"]["items"].as_array().cloned().unwrap_or_default();
                let settings =
                    |item: &Value| if item["section"] == "yaml" { self.settings.clone() } else { Value::Null };
                let settings: Vec<Value> = asked.iter().map(settings).collect();
                self.send(&json!({ "jsonrpc": "2.0", "id": message["id"], "result": settings }));
            }
            _ => {}
        }
        message
    }

    /// Opens a text and waits for what the editor underlines.
    fn open(&mut self, name: &str, text: &str) -> Vec<String> {
        let file = format!("file:///retningslinjer/{name}.yaml");
        let document = json!({ "uri": file, "languageId": "yaml", "version": 1, "text": text });
        self.tell("textDocument/didOpen", &json!({ "textDocument": document }));
        while !self.shown.contains_key(&file) {
            self.next();
        }
        let list = self.shown[&file].as_array().unwrap().clone();
        list.iter().map(|shown| shown["message"].as_str().unwrap().to_owned()).collect()
    }

    fn at(&mut self, method: &str, name: &str, (line, character): (usize, usize)) -> Value {
        let file = format!("file:///retningslinjer/{name}.yaml");
        let place = json!({ "line": line, "character": character });
        self.ask(method, &json!({ "textDocument": { "uri": file }, "position": place }))
    }
}

impl Drop for Editor {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn received(out: &mut impl BufRead) -> Option<Value> {
    let mut length = 0;
    loop {
        let mut line = String::new();
        if out.read_line(&mut line).ok()? == 0 {
            return None;
        }
        match line.trim().split_once(": ") {
            Some((name, value)) if name.eq_ignore_ascii_case("content-length") => length = value.parse().ok()?,
            Some(_) => {}
            None => break,
        }
    }
    let mut bytes = vec![0; length];
    out.read_exact(&mut bytes).ok()?;
    serde_json::from_slice(&bytes).ok()
}

const DRAFT: &str = "\
format: visit/1
speciale: proeve
version: \"2026.1\"
gælder: { fra: 2026-01-01 }
spørgsmål:
  - id: tale
    spørg: Hvor svær?
    type: skala
    skala: nedsat
    
udgangspunkt: let
kriterier:
  - id: H1
    niveau: højt
    når: tale >= svær
rådgivning:
  - id: R1
    pligt: anbefalet
    når: tvivl
";

#[test]
fn an_editor_completes_explains_and_underlines_in_danish() {
    let Some(program) = server() else { return };
    let folder = assert_fs::TempDir::new().unwrap();
    let file = folder.path().join("retningslinje.json");
    std::fs::write(&file, schema(Format::Guideline).to_string()).unwrap();
    let mut editor = Editor::start(&program, &format!("file://{}", file.display()));

    assert_eq!(editor.open("god", DRAFT), Vec::<String>::new());
    let hover = editor.at("textDocument/hover", "god", (13, 6));
    assert!(hover.to_string().contains("Niveauet, kriteriet kalder på."), "{hover}");

    let offered = editor.at("textDocument/completion", "god", (9, 4));
    let items = offered["items"].as_array().cloned().unwrap_or_default();
    let words =
        |label: &str| items.iter().find(|item| item["label"] == label).map(|item| item["documentation"].clone());
    assert_eq!(words("tema"), Some("Overskriften, spørgsmålet hører under.".into()), "{items:#?}");
    assert!(words("hjælp").is_some() && words("udsagn").is_some() && words("spørg_når").is_some(), "{items:#?}");
    assert!(words("spørg").is_none(), "a key that stands there is not offered again");

    let faults = [
        ("pligt: anbefalet", "pligt: måske", "her skal stå"),
        ("    spørg: Hvor svær?\n", "", "en nøgle mangler eller er ukendt; `id`, `spørg`, `type` skal stå her"),
        ("niveau: højt", "nivau: højt", "en nøgle mangler eller er ukendt"),
        ("tale >= svær", "tale ≥ svær", "Én sammenligning: `alder < 18`"),
        ("fra: 2026-01-01", "fra: i dag", "En dato: år-måned-dag"),
    ];
    for (at, (from, to, said)) in faults.into_iter().enumerate() {
        assert!(DRAFT.contains(from));
        let shown = editor.open(&format!("forkert-{at}"), &DRAFT.replacen(from, to, 1));
        assert!(shown.iter().any(|text| text.contains(said)), "{to}: {shown:?}");
        let english = ["Missing", "match", "must be", "allowed", "Expected"];
        assert!(!shown.iter().any(|text| english.iter().any(|word| text.contains(word))), "{to}: {shown:?}");
    }
}
