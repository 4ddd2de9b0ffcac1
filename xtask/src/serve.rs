//! A web server on loopback: folders, fixed answers, and a same-origin way to X or to its stand-in.

use std::net::SocketAddr;
use std::sync::Arc;

use anyhow::Result;
use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, Uri, header};
use axum::middleware;
use axum::response::{IntoResponse, Response};
use axum::routing::any;
use axum::serve::ListenerExt;
use tokio::net::TcpListener;
use tower_http::services::ServeDir;
use tower_http::set_header::{SetResponseHeader, SetResponseHeaderLayer};

use crate::proxy::only_loopback;

/// Scripts of our own and WebAssembly, styles and pictures of our own, requests to our own origin: nothing else.
pub const STRICT_CSP: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
     img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/// What a server serves.
pub struct Site {
    /// Folders by the path that they are served under.
    pub folders: Vec<(&'static str, String)>,
    /// Folders with a Content-Security-Policy of their own.
    pub apart: Vec<(&'static str, String, &'static str)>,
    /// JSON by its path.
    pub json: Vec<(&'static str, String)>,
    /// The paths that are passed on, and where to.
    pub upstream: (&'static [&'static str], String),
    /// Routes of the site's own.
    pub routes: Router,
    /// Whether it answers by names of this machine only.
    pub is_loopback_only: bool,
    /// The headers that are passed on with them.
    pub passed_on: &'static [HeaderName],
    /// The Content-Security-Policy of all the rest.
    pub csp: &'static str,
}

/// Serves a site for as long as this process lives. Port 0 is any. Gives the address, with no slash at the end.
pub async fn serve(site: Site, port: u16) -> Result<String> {
    let (paths, base) = site.upstream;
    let upstream = Arc::new(Upstream { base, passed_on: site.passed_on, client: client()? });
    let mut router = site.routes;
    for path in paths {
        router = router.route(&format!("{path}/{{*rest}}"), any(pass_on).with_state(upstream.clone()));
    }
    for (path, json) in site.json {
        router = router.route(path, any(move || async move { ([(header::CONTENT_TYPE, "application/json")], json) }));
    }
    for (path, folder) in site.folders {
        router = match path {
            "/" => router.fallback_service(ServeDir::new(folder)),
            path => router.nest_service(path, ServeDir::new(folder)),
        };
    }
    let set = |name: HeaderName, value: &'static str| {
        SetResponseHeaderLayer::overriding(name, HeaderValue::from_static(value))
    };
    router = router.layer(set(header::CONTENT_SECURITY_POLICY, site.csp));
    for (path, folder, csp) in site.apart {
        let own = HeaderValue::from_static(csp);
        let folder = SetResponseHeader::overriding(ServeDir::new(folder), header::CONTENT_SECURITY_POLICY, own);
        router = router.nest_service(path, folder);
    }
    let mut router =
        router.layer(set(header::X_CONTENT_TYPE_OPTIONS, "nosniff")).layer(set(header::CACHE_CONTROL, "no-store"));
    if site.is_loopback_only {
        router = router
            .layer(set(HeaderName::from_static("cross-origin-resource-policy"), "same-origin"))
            .layer(middleware::from_fn(only_loopback));
    }
    let listener = TcpListener::bind(SocketAddr::from(([127, 0, 0, 1], port))).await?;
    let address = format!("http://{}", listener.local_addr()?);
    // Else one answer in a few waits 40 ms for an acknowledgement that its reader delays.
    let listener = listener.tap_io(|connection| drop(connection.set_nodelay(true)));
    tokio::spawn(async move { axum::serve(listener, router).await });
    Ok(address)
}

/// What asks another server; redirects are that server's word, and not ours.
pub fn client() -> Result<reqwest::Client> {
    Ok(reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).build()?)
}

struct Upstream {
    base: String,
    passed_on: &'static [HeaderName],
    client: reqwest::Client,
}

/// Headers of one connection, not of the answer (RFC 9110, 7.6.1), and the length, which is counted anew.
const NOT_PASSED_BACK: [HeaderName; 4] =
    [header::CONNECTION, header::TRANSFER_ENCODING, header::CONTENT_LENGTH, HeaderName::from_static("keep-alive")];

async fn pass_on(State(upstream): State<Arc<Upstream>>, request: Request) -> Response {
    let url = format!("{}{}", upstream.base, path_and_query(request.uri()));
    answer_of(&upstream, url, request).await
}

async fn answer_of(upstream: &Upstream, url: String, request: Request) -> Response {
    match forward(upstream, url, request).await {
        Ok(response) => response,
        Err(error) => {
            (StatusCode::BAD_GATEWAY, format!("the proxy cannot reach {}: {error}", upstream.base)).into_response()
        }
    }
}

async fn forward(upstream: &Upstream, url: String, request: Request) -> Result<Response> {
    let (parts, body) = request.into_parts();
    let body: Bytes = axum::body::to_bytes(body, 1 << 20).await?;
    let answer =
        upstream.client.request(parts.method, url).headers(upstream.kept(&parts.headers)).body(body).send().await?;
    let mut response = Response::new(Body::empty());
    *response.status_mut() = answer.status();
    let passed_back = answer.headers().iter().filter(|(name, _)| !NOT_PASSED_BACK.contains(name));
    response.headers_mut().extend(passed_back.map(|(name, value)| (name.clone(), value.clone())));
    *response.body_mut() = Body::from(answer.bytes().await?);
    Ok(response)
}

fn path_and_query(uri: &Uri) -> &str {
    uri.path_and_query().map_or("/", |path| path.as_str())
}

impl Upstream {
    fn kept(&self, headers: &HeaderMap) -> HeaderMap {
        let kept = headers.iter().filter(|(name, _)| self.passed_on.contains(name));
        kept.map(|(name, value)| (name.clone(), value.clone())).collect()
    }
}
