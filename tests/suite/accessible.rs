//! The written pages under an accessibility checker: axe-core in headless Chromium, where both are installed.
//!
//! `AXE_CORE` names the file `axe.min.js` of the npm package axe-core; without it, or without Chromium, there is
//! nothing to check with and the test passes without looking. It is deliberately no dependency: it is half a megabyte of script.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use assert_fs::TempDir;

use super::letter::{complete, done};

fn chromium() -> Option<PathBuf> {
    let paths = env::var_os("PATH")?;
    let names = ["chromium", "chromium-browser", "google-chrome"];
    env::split_paths(&paths).flat_map(|folder| names.map(|name| folder.join(name))).find(|file| file.is_file())
}

/// The rules that a page breaks, as axe names them.
fn violations(chromium: &Path, axe: &str, page: &Path, width: u32) -> String {
    let html = fs::read_to_string(page).unwrap();
    let run = "axe.run(document,{runOnly:['wcag2a','wcag2aa','wcag21a','wcag21aa','best-practice']}).then(r=>{\
               document.title='AXE:'+r.passes.length+':'+r.violations.map(v=>v.id+'='+v.nodes[0].html).join('; ');});";
    let checked = page.with_extension("axe.html");
    fs::write(&checked, html.replace("</body>", &format!("<script>{axe}</script><script>{run}</script></body>")))
        .unwrap();
    let output = Command::new(chromium)
        .args(["--headless", "--no-sandbox", "--disable-gpu", "--virtual-time-budget=20000", "--dump-dom"])
        .arg(format!("--window-size={width},1200"))
        .arg(&checked)
        .output()
        .unwrap();
    let dom = String::from_utf8_lossy(&output.stdout).into_owned();
    let title = dom.split("<title>").nth(1).and_then(|rest| rest.split("</title>").next()).unwrap_or_default();
    let (passes, found) = title
        .strip_prefix("AXE:")
        .and_then(|rest| rest.split_once(':'))
        .unwrap_or_else(|| panic!("axe did not run: {title}"));
    assert!(passes.parse::<usize>().is_ok_and(|passes| passes > 0), "axe looked at the page: {title}");
    found.to_owned()
}

#[test]
fn the_written_pages_are_accessible() {
    let (Some(chromium), Some(axe)) = (chromium(), env::var_os("AXE_CORE")) else {
        // Nothing to check with.
        return;
    };
    let axe = fs::read_to_string(axe).unwrap();
    let folder: TempDir = complete();
    done(folder.path(), &["stats", "--html", "tal.html", "--period", "2026K4", "--date", "2027-01-02", "sag.yaml"]);
    for kind in ["notat", "brev", "barn"] {
        let name = format!("{kind}.html");
        done(folder.path(), &["justify", "--kind", kind, "--trace", "--out", &name, "sag.yaml"]);
    }
    for kind in ["notat", "brev", "barn", "tal"] {
        for width in [390, 1280] {
            let found = violations(&chromium, &axe, &folder.path().join(format!("{kind}.html")), width);
            assert_eq!(found, "", "{kind} at {width}");
        }
    }
    // The checker must be able to find something.
    fs::write(folder.path().join("broken.html"), "<html><body><img src=x><p style='color:#999'>x</p></body></html>")
        .unwrap();
    assert!(violations(&chromium, &axe, &folder.path().join("broken.html"), 1280).contains("image-alt"));
}
