//! Rebuilds the crate when a rule file comes or goes: the rules are built into the program.

fn main() {
    #![allow(clippy::print_stdout, reason = "this is how a build script speaks to cargo")]
    println!("cargo::rerun-if-changed=rules");
}
