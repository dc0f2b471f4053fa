//! The program: reads the arguments, carries out the command, ends with its exit code.
//!
//! Deliberately nothing more. What is told, how and where is the library's.

use std::ffi::OsString;
use std::io::{stderr, stdout};
use std::process::ExitCode;

use console::Term;
use visit::cli::{Cli, errors};
use visit::exit::Exit;
use visit::terminal::visible::Visible;
use visit::terminal::{Chatter, Look, Screen};

fn main() -> ExitCode {
    let (out_look, err_look) = (Look::of(&Term::stdout()), Look::of(&Term::stderr()));
    let mut out = Visible::new(stdout().lock(), out_look.colour);
    let mut err = Visible::new(stderr(), err_look.colour);
    let mut screen = Screen { out: &mut out, err: &mut err, out_look, err_look, chatter: Chatter::Wanted };

    let args: Vec<OsString> = std::env::args_os().collect();
    let exit = match Cli::read(args.iter().cloned()) {
        Ok(cli) => {
            cli.keys.name();
            let format = cli.command.format();
            screen.chatter = if cli.quiet { Chatter::Unwanted } else { Chatter::Wanted };
            Exit::of(cli.command.run(&mut screen), format, &mut screen)
        }
        Err(error) => Exit::of(errors::answer(&error, &mut screen), errors::wanted_format(&args), &mut screen),
    };
    exit.into()
}
