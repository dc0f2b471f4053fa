//! What every page is made with: the folder of cases, the rules, the templates.

use std::path::{Path, PathBuf};

use axum::response::{IntoResponse, Redirect, Response};
use jiff::civil::Date;
use minijinja::Value;

use super::trouble::{Page, Trouble, missing};
use super::views::Views;
use crate::session::archive::batch::Progress;
use crate::session::archive::process::Clerk;
use crate::session::cases::{CaseRow, Wanted, rows};
use crate::store::catalogue::Catalogue;
use crate::store::walk::{Place, Walk};
use crate::terminal::Chatter;

/// What every page is made with.
pub(super) struct Office {
    pub cases: PathBuf,
    pub catalogue: Catalogue,
    /// Has the rules that cases pin, each made ready once.
    pub clerk: Clerk,
    pub initials: String,
    pub views: &'static Views,
}

/// After something was written: what a reload shows is read, never written twice.
pub(super) fn see_other(path: &str) -> Response {
    Redirect::to(path).into_response()
}

pub(super) fn today() -> Date {
    crate::store::today()
}

impl Office {
    /// A page.
    #[allow(clippy::needless_pass_by_value, reason = "a page's values are made on the spot")]
    pub fn page(&self, name: &str, values: Value) -> Page {
        Ok(self.views.page(name, &values)?)
    }

    /// Every file below the folder that may be a case, as they are come upon.
    fn files(&self) -> impl Iterator<Item = PathBuf> {
        Walk::over(vec![self.cases.clone()]).filter_map(|found| match found.place {
            Place::File(path) => Some(path),
            _ => None,
        })
    }

    /// The file behind an address.
    pub fn file(&self, id: &str) -> Result<PathBuf, Trouble> {
        self.files().find(|path| address(&self.cases, path) == id).ok_or_else(|| missing("sagen"))
    }

    /// The rows of the list of cases.
    pub fn rows(&self) -> anyhow::Result<Vec<CaseRow>> {
        let wanted = Wanted { mine: None, due: None, overdue: false, today: today() };
        if self.files().next().is_none() {
            return Ok(Vec::new());
        }
        let progress = Progress::new(Chatter::Unwanted);
        rows(vec![self.cases.clone()], &self.clerk, &progress, &wanted)
    }
}

/// What a case is called in addresses: nothing of its number or name.
pub(super) fn address(folder: &Path, path: &Path) -> String {
    let below = path.strip_prefix(folder).unwrap_or(path).to_string_lossy().into_owned();
    visitation::guideline::hash::sha256_hex(below.as_bytes()).chars().take(16).collect()
}
