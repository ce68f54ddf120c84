//! How other programs are run: always announced, always with the tools of this project on their PATH.

use std::{
    env,
    ffi::{OsStr, OsString},
    fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

/// An error is one message for the person at the keyboard.
pub type Outcome<T = ()> = Result<T, String>;

/// The place of work: where the project lies and what its child processes see.
pub struct Workshop {
    pub root: PathBuf,
    /// Tools that belong to this project alone.
    pub tools: PathBuf,
    /// Cargo's own folder of programs, where `cargo install` puts them.
    pub cargo_bin: PathBuf,
    path: OsString,
    /// What building for wasm32 needs in its environment.
    pub wasm_env: Vec<(String, OsString)>,
}

impl Workshop {
    pub fn new() -> Outcome<Self> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().ok_or("xtask has no folder above it")?.to_path_buf();
        let tools = root.join("target/tools");
        let home = env::var_os("HOME").or_else(|| env::var_os("USERPROFILE")).map(PathBuf::from);
        let cargo_bin = env::var_os("CARGO_INSTALL_ROOT")
            .or_else(|| env::var_os("CARGO_HOME"))
            .map(PathBuf::from)
            .or_else(|| home.as_ref().map(|home| home.join(".cargo")))
            .ok_or("neither CARGO_HOME nor HOME is set, so it is not known where cargo installs programs")?
            .join("bin");
        let mut path = vec![tools.join("bin"), tools.join("node_modules/.bin")];
        // Trunk, run by this program, calls it by its name for the last step of a build.
        path.extend(env::current_exe().ok().and_then(|own| own.parent().map(Path::to_path_buf)));
        path.extend(env::split_paths(&env::var_os("PATH").unwrap_or_default()));
        path.push(cargo_bin.clone());
        let path = env::join_paths(path).map_err(|e| format!("PATH cannot be extended: {e}"))?;
        let wasm_env = home.as_deref().and_then(without_home).into_iter().collect();
        Ok(Self { root, tools, cargo_bin, path, wasm_env })
    }

    /// A command that starts in the project's folder and finds its tools.
    pub fn command(&self, program: impl AsRef<OsStr>) -> Command {
        let mut command = Command::new(program);
        command.current_dir(&self.root).env("PATH", &self.path);
        // `cargo xtask` hands these down; they describe xtask, not what is run from here.
        for name in ["CARGO_MANIFEST_DIR", "CARGO_PKG_NAME", "CARGO_PKG_VERSION", "LD_LIBRARY_PATH"] {
            command.env_remove(name);
        }
        command
    }

    /// A command that builds for wasm32.
    pub fn wasm_command(&self, program: impl AsRef<OsStr>) -> Command {
        let mut command = self.command(program);
        command.envs(self.wasm_env.iter().map(|(name, value)| (name, value)));
        command
    }

    /// A command that may be one of npm's, which on Windows is a script of another name.
    pub fn npm_command(&self, program: &str) -> Command {
        let script = self.tools.join("node_modules/.bin").join(format!("{program}.cmd"));
        if cfg!(windows) && script.is_file() { self.command(script) } else { self.command(program) }
    }

    /// The first file of that name on the children's PATH.
    pub fn which(&self, program: &str) -> Option<PathBuf> {
        let file = format!("{program}{}", env::consts::EXE_SUFFIX);
        env::split_paths(&self.path).map(|folder| folder.join(&file)).find(|path| path.is_file())
    }

    /// What a program prints when asked something, such as its version; `None` when it is not there or fails.
    pub fn ask(&self, program: impl AsRef<OsStr>, arguments: &[&str]) -> Option<String> {
        let output = self.command(program).args(arguments).stdin(Stdio::null()).output().ok()?;
        output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_string())
    }
}

/// A panic names the file that it came from. In the page that is not to tell whose machine it was built on.
fn without_home(home: &Path) -> Option<(String, OsString)> {
    // Cargo splits these flags at spaces, and knows no way to write one that holds a space.
    let home = home.to_str().filter(|text| home.is_absolute() && !text.contains(' '))?;
    let flag = format!("--remap-path-prefix={home}=~");
    Some(("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS".into(), flag.into()))
}

/// Says what is about to be done.
pub fn say(what: impl std::fmt::Display) {
    eprintln!("xtask: {what}");
}

/// Runs a command to its end, its output passed through.
pub fn run(command: &mut Command) -> Outcome {
    match command.status() {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(format!("`{}` failed ({status})", line(command))),
        Err(error) => Err(format!("`{}` could not be started: {error}", line(command))),
    }
}

/// Runs a command to its end and returns what it printed; its complaints are passed through.
pub fn output(command: &mut Command) -> Outcome<String> {
    let output = command.stdin(Stdio::null()).stderr(Stdio::inherit()).output();
    let output = output.map_err(|error| format!("`{}` could not be started: {error}", line(command)))?;
    if !output.status.success() {
        return Err(format!("`{}` failed ({})", line(command), output.status));
    }
    String::from_utf8(output.stdout).map_err(|_| format!("`{}` printed what is no text", line(command)))
}

/// The command as one would type it.
pub fn line(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    words.map(|word| word.to_string_lossy().into_owned()).collect::<Vec<_>>().join(" ")
}

/// A folder of our own among the temporary files, gone when it is dropped.
pub struct Scratch(pub PathBuf);

impl Scratch {
    pub fn new(purpose: &str) -> Outcome<Self> {
        let folder = env::temp_dir().join(format!("kittengrad-{purpose}-{}", std::process::id()));
        fs::create_dir(&folder).map_err(|e| format!("cannot create {}: {e}", folder.display()))?;
        Ok(Self(folder))
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0); // what stays behind lies in the system's temporary folder
    }
}

/// The version as numbers: "trunk 0.21.14" gives [0, 21, 14].
pub fn version(text: &str) -> Vec<u32> {
    let digits = text.split_whitespace().find(|word| word.starts_with(|c: char| c.is_ascii_digit()));
    let parts = digits.unwrap_or_default().split(['.', '-', '+']);
    parts.map_while(|part| part.parse().ok()).collect()
}

#[cfg(test)]
mod tests {
    #[test]
    fn versions_are_numbers() {
        assert_eq!(super::version("trunk 0.21.14"), [0, 21, 14]);
        assert_eq!(super::version("wasm-opt version 132 (version_132)"), [132]);
        assert_eq!(super::version("rustc 1.95.0 (59807616e 2026-04-14)"), [1, 95, 0]);
        assert_eq!(super::version("none"), [] as [u32; 0]);
    }
}
