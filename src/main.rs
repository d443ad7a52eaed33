//! The `quytrinh` command.

/// Setting pages allocates much, on all processors at once: this saves a tenth of the work.
#[cfg(feature = "pdf")]
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    quytrinh::cli::main()
}
