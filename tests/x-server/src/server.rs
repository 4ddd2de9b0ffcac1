use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use tokio::net::{TcpListener, TcpStream};
use tokio::runtime::Handle;
use tokio::task::{JoinHandle, JoinSet};

use crate::front::Front;
use crate::wire::Wire;

/// A running stand-in. Dropping it closes its port and every connection, those held open on purpose included.
#[derive(Debug)]
pub struct Server {
    addr: SocketAddr,
    accepting: JoinHandle<()>,
}

impl Server {
    /// Listens on `addr` and serves on the current tokio runtime. Port 0 takes any that is free.
    pub fn start(addr: SocketAddr) -> io::Result<Self> {
        let runtime = Handle::try_current().map_err(io::Error::other)?;
        let listener = std::net::TcpListener::bind(addr)?;
        listener.set_nonblocking(true)?;
        let addr = listener.local_addr()?;
        let accepting = runtime.spawn(accept(TcpListener::from_std(listener)?));
        Ok(Self { addr, accepting })
    }

    /// Where it is met: `http://127.0.0.1:PORT`, without a slash at the end.
    pub fn url(&self) -> String {
        format!("http://{}", self.addr)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.accepting.abort();
    }
}

/// The connections live in this future's own set: when it is aborted, so are they.
async fn accept(listener: TcpListener) {
    let front = Front::default();
    let mut connections = JoinSet::new();
    loop {
        tokio::select! {
            accepted = listener.accept() => match accepted {
                Ok((stream, _)) => {
                    connections.spawn(serve(stream, front.clone()));
                }
                // The process is out of file descriptors, most likely: wait for some to be closed.
                Err(_) => tokio::time::sleep(Duration::from_millis(50)).await,
            },
            Some(_) = connections.join_next() => {}
        }
    }
}

/// hyper is driven here, not through `axum::serve`, because an error from its service closes the connection without
/// a word: that is how a fault ends it.
async fn serve(stream: TcpStream, front: Front) {
    let Ok(wire) = stream.set_nodelay(true).and_then(|()| Wire::of(&stream)) else {
        return;
    };
    let wire = Arc::new(wire);
    let service = service_fn(move |request| front.clone().meet(Arc::clone(&wire), request));
    // A connection that breaks has nobody left to be told.
    let _ = http1::Builder::new().serve_connection(TokioIo::new(stream), service).await;
}
