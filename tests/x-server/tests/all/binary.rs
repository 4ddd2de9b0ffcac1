use std::io::{BufRead, BufReader, Read};
use std::net::TcpStream;
use std::process::{Command, Stdio};

fn x_server(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_x-server"));
    command.args(arguments).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

#[test]
fn it_prints_its_url_and_serves() {
    for arguments in [&["--port", "0"][..], &["--port=0"]] {
        let mut child = x_server(arguments).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let connected = TcpStream::connect(line.trim_end().strip_prefix("http://").unwrap());
        child.kill().unwrap();
        child.wait().unwrap();
        assert!(connected.is_ok(), "{line}");
    }
}

#[test]
fn arguments_it_does_not_know_are_refused() {
    for arguments in [&["--prot", "0"][..], &["--port"], &["--port", "x"], &["--port", "0", "1"], &["--port0"]] {
        let mut child = x_server(arguments).spawn().unwrap();
        let mut usage = String::new();
        child.stderr.take().unwrap().read_to_string(&mut usage).unwrap();
        assert_eq!(child.wait().unwrap().code(), Some(2), "{arguments:?}");
        assert!(usage.starts_with("usage: x-server"));
    }
}
