use std::convert::Infallible;
use std::error::Error;
use std::fmt;
use std::future::pending;
use std::io;
use std::time::Duration;

use socket2::{SockRef, Socket};
use tokio::io::AsyncWriteExt;
use tokio::net::TcpStream;

use crate::world::fault::{Raw, Repeat, Then};

/// A second handle to a connection's socket, to do what hyper rightly never would.
#[derive(Debug)]
pub struct Wire(Socket);

/// The connection is over, and hyper is not to answer.
#[derive(Debug)]
pub struct Over;

impl fmt::Display for Over {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ended by a fault")
    }
}

impl Error for Over {}

impl Wire {
    pub fn of(stream: &TcpStream) -> io::Result<Self> {
        Ok(Self(SockRef::from(stream).try_clone()?))
    }

    /// Makes the close that follows a reset (RST): what is not yet delivered is dropped, and the client's read fails.
    pub fn reset(&self) -> Over {
        // Fails only on a socket that is dead already.
        let _ = self.0.set_linger(Some(Duration::ZERO));
        Over
    }

    /// Waits for the client to go: hyper sees that, and drops the future that waits here.
    pub async fn hold() -> Over {
        pending::<Infallible>().await;
        Over
    }

    /// Writes what the fault says in place of any answer, then ends as it says.
    pub async fn enact(&self, raw: &Raw) -> Over {
        if self.write(raw).await.is_err() {
            return Over;
        }
        match raw.then {
            Then::Close => Over,
            Then::Reset => self.reset(),
            Then::Hold => Self::hold().await,
        }
    }

    async fn write(&self, raw: &Raw) -> io::Result<()> {
        // The handles share their flags, and tokio has made the other one non-blocking.
        let mut stream = TcpStream::from_std(self.0.try_clone()?.into())?;
        stream.write_all(raw.bytes()).await?;
        if let Some(repeat) = &raw.repeat {
            drip(&mut stream, repeat).await?;
        }
        Ok(())
    }
}

async fn drip(stream: &mut TcpStream, repeat: &Repeat) -> io::Result<()> {
    let mut written = 0;
    while repeat.times == 0 || written < repeat.times {
        pause(repeat.every_ms).await;
        stream.write_all(repeat.bytes()).await?;
        written += 1;
    }
    Ok(())
}

/// Real time.
pub async fn pause(ms: u64) {
    // Even a sleep of no time lasts a millisecond.
    if ms > 0 {
        tokio::time::sleep(Duration::from_millis(ms)).await;
    }
}
