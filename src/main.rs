//! The `quytrinh` command.

/// Setting pages allocates without end, on all processors at once: a tenth of its time.
#[cfg(feature = "pdf")]
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    quytrinh::cli::main()
}
