//! The `quytrinh` command.

fn main() -> std::process::ExitCode {
    quytrinh::cli::main()
}
