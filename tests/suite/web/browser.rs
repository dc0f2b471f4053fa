//! In a real browser, where the machine has one: an interview by the keyboard, with and without scripts, and axe on every
//! page. Without chromedriver this is said, and nothing is claimed.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use assert_fs::TempDir;
use serde_json::{Value, json};

use super::client::{Served, ids};
use super::finished;

/// A browser, driven over its own protocol (W3C `WebDriver`). Ended when dropped.
struct Browser {
    driver: Child,
    port: u16,
    session: String,
}

/// Said past the capture of passing tests: nobody shall believe that it was tried.
fn told(text: &str) {
    let _ = writeln!(std::io::stderr(), "\n{text}");
}

impl Browser {
    /// Starts one; `None` where there is no chromedriver.
    fn start(scripts: bool) -> Option<Self> {
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let mut command = Command::new("chromedriver");
        command.arg(format!("--port={port}")).stdout(Stdio::null()).stderr(Stdio::null());
        let Ok(driver) = command.spawn() else {
            told("ingen chromedriver: siderne er ikke prøvet i en rigtig browser (apt-get install chromium-driver)");
            return None;
        };
        let mut browser = Self { driver, port, session: String::new() };
        let began = Instant::now();
        while TcpStream::connect(("127.0.0.1", port)).is_err() {
            assert!(began.elapsed() < Duration::from_secs(30), "chromedriver does not answer");
            std::thread::sleep(Duration::from_millis(50));
        }
        let args =
            ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--window-size=400,900"];
        let prefs =
            if scripts { json!({}) } else { json!({ "profile.managed_default_content_settings.javascript": 2 }) };
        let wanted =
            json!({ "capabilities": { "alwaysMatch": { "goog:chromeOptions": { "args": args, "prefs": prefs } } } });
        let session = browser.ask("POST", "/session", &wanted);
        session["sessionId"].as_str().unwrap().clone_into(&mut browser.session);
        Some(browser)
    }

    fn ask(&self, method: &str, path: &str, body: &Value) -> Value {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        stream.set_read_timeout(Some(Duration::from_mins(1))).unwrap();
        let body = if method == "POST" { body.to_string() } else { String::new() };
        let head = format!(
            "{method} {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: {}\r\nConnection: close\r\n\r\n",
            body.len()
        );
        stream.write_all((head + &body).as_bytes()).unwrap();
        let mut bytes = Vec::new();
        let mut chunk = [0_u8; 1 << 14];
        // The driver keeps its connection; what it says of the length is believed.
        loop {
            let read = stream.read(&mut chunk).unwrap();
            bytes.extend_from_slice(&chunk[..read]);
            let text = String::from_utf8_lossy(&bytes);
            let Some((head, rest)) = text.split_once("\r\n\r\n") else { continue };
            let length = head
                .lines()
                .find_map(|line| line.to_lowercase().strip_prefix("content-length:")?.trim().parse::<usize>().ok());
            if read == 0 || length.is_some_and(|length| rest.len() >= length) {
                let answer: Value = serde_json::from_str(rest).unwrap();
                assert!(answer["value"].get("error").is_none(), "{method} {path}: {}", answer["value"]);
                return answer["value"].clone();
            }
        }
    }

    fn at(&self, path: &str) -> String {
        format!("/session/{}{path}", self.session)
    }

    fn open(&self, address: &str) {
        self.ask("POST", &self.at("/url"), &json!({ "url": address }));
    }

    fn address(&self) -> String {
        self.ask("GET", &self.at("/url"), &Value::Null).as_str().unwrap().to_owned()
    }

    fn source(&self) -> String {
        self.ask("GET", &self.at("/source"), &Value::Null).as_str().unwrap().to_owned()
    }

    /// Presses keys where the focus is.
    fn press(&self, keys: &str) {
        let events: Vec<Value> = keys
            .chars()
            .flat_map(|key| {
                [
                    json!({ "type": "keyDown", "value": key.to_string() }),
                    json!({ "type": "keyUp", "value": key.to_string() }),
                ]
            })
            .collect();
        self.ask(
            "POST",
            &self.at("/actions"),
            &json!({ "actions": [{ "type": "key", "id": "k", "actions": events }] }),
        );
    }

    /// Sends the form that has the focus, and waits for the next page.
    fn send(&self) {
        let before = self.source();
        self.press("\u{E007}");
        let began = Instant::now();
        while self.source() == before {
            assert!(began.elapsed() < Duration::from_secs(20), "no next page: {before}");
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    /// The tag and name of what has the focus.
    fn focus(&self) -> (String, String) {
        // In one step: between two the page may be another.
        let script = "const it = document.activeElement || document.body; \
                      return [it.tagName.toLowerCase(), it.getAttribute('name') || ''];";
        let told = self.ask("POST", &self.at("/execute/sync"), &json!({ "script": script, "args": [] }));
        let word = |place: usize| told[place].as_str().unwrap_or_default().to_owned();
        (word(0), word(1))
    }

    /// Tabs on until the wanted control has the focus.
    fn tab_to(&self, wanted: impl Fn(&str, &str) -> bool) {
        for _ in 0..60 {
            self.press("\u{E004}");
            let (tag, name) = self.focus();
            if wanted(&tag, &name) {
                return;
            }
        }
        panic!("the keyboard does not reach it: {}", self.source());
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        if !self.session.is_empty() {
            let _ = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
                self.ask("DELETE", &self.at(""), &Value::Null)
            }));
        }
        let _ = self.driver.kill();
        let _ = self.driver.wait();
    }
}

#[test]
fn a_case_is_begun_and_answered_by_the_keyboard_with_and_without_scripts() {
    for scripts in [true, false] {
        let Some(browser) = Browser::start(scripts) else { return };
        let folder = TempDir::new().unwrap();
        let served = Served::start(folder.path());
        browser.open(&format!("{}/?n={}", served.base(), served.key));
        assert!(!browser.address().contains(&served.key), "the key does not stay in the address");
        browser.open(&format!("{}/ny", served.base()));
        browser.tab_to(|_, name| name == "nummer");
        browser.press("2026-5");
        browser.tab_to(|_, name| name == "speciale");
        browser.press(" ");
        browser.send();
        let mut pages = 0;
        while !browser.address().ends_with("/udfald") {
            pages += 1;
            assert!(pages < 60, "{}", browser.source());
            let source = browser.source();
            browser.tab_to(|tag, name| name == "svar" && (tag == "input" || tag == "textarea"));
            let typed = if browser.focus().0 == "textarea" { "ord" } else { " " };
            browser.press(if source.contains("inputmode=\"numeric\"") { "12" } else { typed });
            // In a text, Enter is a line break.
            if browser.focus().0 == "textarea" {
                browser.tab_to(|tag, _| tag == "button");
            }
            browser.send();
        }
        assert!(pages > 2 && browser.source().contains("<h1>"), "{pages}");
        let case = folder.path().join("sag-2026-5.yaml");
        assert_eq!(super::client::visit(&["replay", case.to_str().unwrap()]).0, 0);
    }
}

#[test]
fn axe_finds_nothing_on_any_page() {
    // Fetched by the check that runs for every change; where it is not, this is said.
    let axe = super::root().join("target/axe/package/axe.min.js");
    let Ok(axe) = std::fs::read_to_string(&axe) else {
        told(&format!("ingen axe-core i {}: siderne er ikke prøvet med axe (.ci/run henter det)", axe.display()));
        return;
    };
    let Some(browser) = Browser::start(true) else { return };
    let folder = finished();
    let served = Served::start(folder.path());
    browser.open(&format!("{}/?n={}", served.base(), served.key));
    browser.ask(
        "POST",
        &browser.at("/goog/cdp/execute"),
        &json!({ "cmd": "Page.setBypassCSP", "params": { "enabled": true } }),
    );
    let id = ids(&served.get("/").body).remove(0);
    let case = format!("/sag/{id}");
    let mut pages: Vec<String> = ["/", "/ny", "/findes-ikke"].map(str::to_owned).to_vec();
    for page in [
        "svar",
        "svar/1",
        "udfald",
        "forklar",
        "noter",
        "noter/modtager",
        "noter/ansøgning",
        "noter/fakta",
        "noter/plan",
        "papirer",
    ] {
        pages.push(format!("{case}/{page}"));
    }
    for scheme in ["light", "dark"] {
        let features = json!([{ "name": "prefers-color-scheme", "value": scheme }]);
        browser.ask(
            "POST",
            &browser.at("/goog/cdp/execute"),
            &json!({ "cmd": "Emulation.setEmulatedMedia", "params": { "features": features } }),
        );
        for page in &pages {
            browser.open(&format!("{}{page}", served.base()));
            browser.ask("POST", &browser.at("/execute/sync"), &json!({ "script": axe, "args": [] }));
            let script = "const done = arguments[0]; axe.run().then(found => done(found.violations.map(v => v.id + ': ' + v.nodes[0].html)))";
            let found = browser.ask("POST", &browser.at("/execute/async"), &json!({ "script": script, "args": [] }));
            assert_eq!(found, json!([]), "{scheme} {page}");
            let wide = browser.ask(
                "POST",
                &browser.at("/execute/sync"),
                &json!({ "script": "return document.documentElement.scrollWidth - innerWidth", "args": [] }),
            );
            assert!(
                wide.as_i64().is_some_and(|wide| wide <= 0),
                "{page} is {wide} pixels too wide for a narrow window"
            );
        }
    }
}
