//! Visitation on the Danish specialised social area: guidelines compiled to decision diagrams, cases, reasons, documents.
//!
//! Deliberately no arguments, terminal, files, clock or network: whoever calls hands in texts, dates and answers. The
//! library recommends a level and says why. It never decides: that is for a person.
//!
//! | to | see |
//! |---|---|
//! | read `national.yaml` and a guideline, with every fault found | [`guideline::resolve`] |
//! | ask, answer, change an answer, get the outcome with its reasons | [`consult::Consultation`] |
//! | say what carries an outcome and what would change it | [`consult::explain`] |
//! | keep a case, read it again, hold it against its rules | [`case`], [`case::replay`] |
//! | write the note and the letters | [`justification`] |
//! | find what authors get wrong, and try a guideline on its examples | [`lint`], [`trial`] |
//!
//! The language of the guidelines is told in `LANGUAGE.md` beside this crate. Errors are values that say in Danish what
//! is wrong, where, and what to do. `cargo run --example embed` walks a whole consultation by the built-in rules; a
//! small one:
//!
//! ```
//! use std::sync::Arc;
//! use visitation::consult::{Consultation, headline};
//! use visitation::engine::interview::Next;
//! use visitation::guideline::question::{Answer, Value};
//! use visitation::guideline::resolve;
//!
//! const NATIONAL: &str = "
//! format: visit-national/1
//! niveauer:
//!   - { id: let, titel: Let, beskrivelse: Almindelig viden rækker. }
//!   - { id: højt, titel: Højt, beskrivelse: Flere fag på én gang. }
//! ";
//! const GUIDELINE: &str = "
//! format: visit/1
//! speciale: eksempel
//! version: '1'
//! gælder: { fra: 2026-01-01 }
//! spørgsmål:
//!   - id: selvskade
//!     spørg: Skader borgeren sig selv?
//!     type: ja_nej
//!     udsagn: { ja: '{borger} skader sig selv', nej: '{borger} skader ikke sig selv' }
//! udgangspunkt: let
//! kriterier:
//!   - { id: H1, niveau: højt, når: selvskade, fordi: '{grunde}.' }
//! ";
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let faulty = |faults| format!("{faults:#?}");
//! let national = Arc::new(resolve::national("national.yaml", NATIONAL.as_bytes()).map_err(faulty)?.value);
//! let guideline = resolve::guideline("eksempel/1.yaml", GUIDELINE.as_bytes(), &national, None).map_err(faulty)?.value;
//! let mut consultation = Consultation::new(vec![Arc::new(guideline)]);
//! while let Next::Ask { party, question, .. } = consultation.next().map_err(|stuck| stuck.error.to_string())? {
//!     // A person is asked `consultation.question(party, question)` here, and says yes.
//!     consultation.answer(party, question, Answer::Known(Value::Ordinal(1)));
//! }
//! let outcome = consultation.outcome().map_err(|error| error.message)?;
//! assert_eq!(headline(&consultation, &outcome), "Anbefaling: Højt");
//! let because = outcome.parts[0].criteria_because[0].as_deref();
//! assert_eq!(because, Some("Borgeren skader sig selv."));
//! # Ok(())
//! # }
//! ```

pub mod batch;
pub mod case;
pub mod consult;
pub mod engine;
pub mod ffb;
pub mod follow;
pub mod graph;
pub mod guideline;
pub mod justification;
pub mod lint;
pub mod money;
pub mod offers;
pub mod overview;
pub mod refund;
pub mod schema;
pub mod time;
pub mod trial;
