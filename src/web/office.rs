//! What every page is made with: the folder of cases, the rules, the templates.

use std::path::{Path, PathBuf};

use axum::response::{IntoResponse, Redirect, Response};
use jiff::Zoned;
use jiff::civil::Date;
use minijinja::Value;

use super::trouble::{Page, Trouble, missing};
use super::views::Views;
use crate::session::archive::process::Clerk;
use crate::session::archive::replay::Library;
use crate::session::cases::{CaseRow, Wanted};
use crate::store::catalogue::Catalogue;

/// What every page is made with.
pub(super) struct Office {
    pub cases: PathBuf,
    pub catalogue: Catalogue,
    pub clerk: Clerk,
    /// The rules that cases pin, each made ready once.
    pub library: Library,
    pub initials: String,
    pub views: Views,
}

/// After something was written: what a reload shows is read, never written twice.
pub(super) fn see_other(path: &str) -> Response {
    Redirect::to(path).into_response()
}

pub(super) fn today() -> Date {
    Zoned::now().date()
}

impl Office {
    /// A page.
    #[allow(clippy::needless_pass_by_value, reason = "a page's values are made on the spot")]
    pub fn page(&self, name: &str, values: Value) -> Page {
        Ok(self.views.page(name, &values)?)
    }

    /// Every file with a case below the folder, with the name it has in addresses.
    pub fn files(&self) -> Vec<(String, PathBuf)> {
        use crate::store::walk::{Place, Walk};
        let found = Walk::over(vec![self.cases.clone()]).filter_map(|found| match found.place {
            Place::File(path) => Some((address(&self.cases, &path), path)),
            _ => None,
        });
        found.collect()
    }

    /// The file behind an address.
    pub fn file(&self, id: &str) -> Result<PathBuf, Trouble> {
        self.files().into_iter().find(|(known, _)| known == id).map(|(_, path)| path).ok_or_else(|| missing("sagen"))
    }

    /// The rows of the list of cases.
    pub fn rows(&self) -> anyhow::Result<Vec<CaseRow>> {
        use crate::session::archive::batch::Progress;
        use crate::session::cases::rows;
        let wanted = Wanted { mine: None, due: None, overdue: false, today: today() };
        let progress = Progress::new(crate::terminal::Chatter::Unwanted);
        if self.files().is_empty() {
            return Ok(Vec::new());
        }
        rows(vec![self.cases.clone()], &self.clerk, &progress, &wanted)
    }
}

/// What a case is called in addresses: nothing of its number or name.
pub(super) fn address(folder: &Path, path: &Path) -> String {
    let below = path.strip_prefix(folder).unwrap_or(path).to_string_lossy().into_owned();
    visitation::guideline::hash::sha256_hex(below.as_bytes()).chars().take(16).collect()
}
