//! `visit test` as its user meets it: files in, report and exit code out.
