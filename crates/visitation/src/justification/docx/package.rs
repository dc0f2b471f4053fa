//! What the package needs and the library does not write: page numbers, settings, and the relation by which other readers
//! find the title (ECMA-376 part 2 names its type in lower case).

use std::io::{Cursor, Read, Write};

use docx_rust::DocxError;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

/// The document cannot be written for Word: a fault in visit, never in the text.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("fejl i visit: dokumentet kan ikke skrives som docx: {0}")]
pub struct Unrenderable(String);

impl From<DocxError> for Unrenderable {
    fn from(error: DocxError) -> Self {
        Self(error.to_string())
    }
}

const HEAD: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#;
const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const RELATION: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const TYPES: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";
/// As the library has it, and as the standard does.
const CORE: [&str; 2] = [
    "http://schemas.openxmlformats.org/officedocument/2006/relationships/metadata/core-properties",
    "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties",
];

/// The package with what was missing.
///
/// # Errors
/// The package is not as the library is known to write it: a fault in visit.
pub(super) fn finished(package: &[u8]) -> Result<Vec<u8>, Unrenderable> {
    let fault = |error: &dyn std::fmt::Display| Unrenderable(error.to_string());
    let mut before = ZipArchive::new(Cursor::new(package)).map_err(|error| fault(&error))?;
    let mut after = ZipWriter::new(Cursor::new(Vec::new()));
    // No clock goes in.
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default());
    let mut add = |name: &str, text: &str| -> Result<(), Unrenderable> {
        after.start_file(name, options).map_err(|error| fault(&error))?;
        after.write_all(text.as_bytes()).map_err(|error| fault(&error))
    };
    for place in 0..before.len() {
        let mut part = before.by_index(place).map_err(|error| fault(&error))?;
        let name = part.name().to_owned();
        let mut text = String::new();
        part.read_to_string(&mut text).map_err(|error| fault(&error))?;
        add(&name, &mended(&name, &text)?)?;
    }
    add("word/footer1.xml", &footer())?;
    add("word/settings.xml", &settings())?;
    Ok(after.finish().map_err(|error| fault(&error))?.into_inner())
}

/// A part as it should be.
fn mended(name: &str, text: &str) -> Result<String, Unrenderable> {
    let relation = |id: &str, file: &str, kind: &str| {
        format!(r#"<Relationship Id="{id}" Target="{file}.xml" Type="{RELATION}/{kind}"/>"#)
    };
    match name {
        "_rels/.rels" => put(text, CORE[0], CORE[1]),
        "[Content_Types].xml" => {
            let part = |file: &str, kind: &str| {
                format!(r#"<Override PartName="/word/{file}.xml" ContentType="{TYPES}.{kind}+xml"/>"#)
            };
            put(text, "</Types>", &format!("{}{}</Types>", part("footer1", "footer"), part("settings", "settings")))
        }
        "word/_rels/document.xml.rels" => {
            let footer = relation("rIdFooter", "footer1", "footer");
            let settings = relation("rIdSettings", "settings", "settings");
            put(text, "</Relationships>", &format!("{footer}{settings}</Relationships>"))
        }
        "word/document.xml" => {
            put(text, "<w:sectPr>", r#"<w:sectPr><w:footerReference w:type="default" r:id="rIdFooter"/>"#)
        }
        _ => Ok(text.to_owned()),
    }
}

/// The one place of `old` replaced.
fn put(text: &str, old: &str, new: &str) -> Result<String, Unrenderable> {
    if text.matches(old).count() == 1 {
        return Ok(text.replacen(old, new, 1));
    }
    Err(Unrenderable(format!("pakken har ikke netop ét `{old}`")))
}

/// `Side 1 af 3`, reckoned by whoever shows it.
fn footer() -> String {
    let run = |inside: &str| format!(r#"<w:r><w:rPr><w:sz w:val="18"/></w:rPr>{inside}</w:r>"#);
    let mark = |kind: &str| run(&format!(r#"<w:fldChar w:fldCharType="{kind}"/>"#));
    let field = |name: &str| {
        let instruction = run(&format!(r#"<w:instrText xml:space="preserve"> {name} </w:instrText>"#));
        format!("{}{instruction}{}{}{}", mark("begin"), mark("separate"), run("<w:t>1</w:t>"), mark("end"))
    };
    let text = |words: &str| run(&format!(r#"<w:t xml:space="preserve">{words}</w:t>"#));
    format!(
        r#"{HEAD}<w:ftr xmlns:w="{WORD}"><w:p><w:pPr><w:jc w:val="right"/></w:pPr>{}{}{}{}</w:p></w:ftr>"#,
        text("Side "),
        field("PAGE"),
        text(" af "),
        field("NUMPAGES")
    )
}

/// Read as Word 2013 and later do, in Danish.
fn settings() -> String {
    let mode =
        r#"<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>"#;
    format!(
        r#"{HEAD}<w:settings xmlns:w="{WORD}"><w:compat>{mode}</w:compat><w:themeFontLang w:val="da-DK"/></w:settings>"#
    )
}
