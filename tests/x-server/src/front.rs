use std::convert::Infallible;
use std::sync::Arc;

use axum::Router;
use axum::body::{Body, Bytes, to_bytes};
use axum::extract::Request;
use axum::http::Uri;
use axum::http::request::Parts;
use axum::http::uri::PathAndQuery;
use axum::response::{IntoResponse, Response};
use hyper::body::Incoming;
use tower::ServiceExt;

use crate::api::{self, FullPath, Problem};
use crate::control;
use crate::page;
use crate::wire::{Over, Wire, pause};
use crate::world::cors::Cors;
use crate::world::fault::Fault;
use crate::world::{World, Worlds};

/// In bytes: far more than any call of X's takes.
const LONGEST_BODY: usize = 16 << 20;

/// Where every request comes in: finds its world, and leads it to X's API or X's page in that world, or to the control
/// interface.
#[derive(Clone)]
pub struct Front {
    worlds: Arc<Worlds>,
    api: Router,
    control: Router,
    page: Router,
}

impl Default for Front {
    fn default() -> Self {
        Self { worlds: Arc::default(), api: api::router(), control: control::router(), page: page::router() }
    }
}

impl Front {
    pub async fn meet(self, wire: Arc<Wire>, request: Request<Incoming>) -> Result<Response, Over> {
        let (mut parts, body) = request.into_parts();
        let Some((world, uri)) = address(&parts.uri) else {
            return Ok(Problem::not_found().into_response());
        };
        let Some(side) = Side::of(uri.path()) else {
            return Ok(Problem::not_found().into_response());
        };
        let world = self.worlds.named(world);
        parts.extensions.insert(FullPath(parts.uri.path().to_owned()));
        parts.extensions.insert(Arc::clone(&world));
        parts.uri = uri;
        match side {
            Side::Control => Ok(self.control(Request::from_parts(parts, Body::new(body))).await),
            Side::Page => Ok(route(self.page, Request::from_parts(parts, Body::new(body))).await),
            Side::Api => {
                let body = to_bytes(Body::new(body), LONGEST_BODY).await.map_err(|_| Over)?;
                self.x(&world, &wire, parts, body).await
            }
        }
    }

    /// The control interface is no part of X: a page of any origin may use it.
    async fn control(self, request: Request) -> Response {
        let cors = Cors::anyone();
        let mut response = match cors.preflight(request.method(), request.headers()) {
            Some(preflight) => preflight,
            None => route(self.control, request).await,
        };
        cors.mark(response.headers_mut());
        response
    }

    async fn x(self, world: &World, wire: &Wire, parts: Parts, body: Bytes) -> Result<Response, Over> {
        let (number, fault, cors) = {
            let mut x = world.lock();
            let now_ms = x.clock.now_ms();
            let number = x.log.arrived(now_ms, &parts, &body);
            let cors = x.cors.clone();
            let preflight = cors.is_preflight(&parts.method, &parts.headers);
            (number, x.faults.take(&parts.method, &parts.uri, preflight), cors)
        };
        let request = Request::from_parts(parts, Body::from(body));
        let mut response = match fault {
            None => answer(self.api, &cors, request).await,
            Some(fault) => self.fail(fault, &cors, wire, request).await?,
        };
        cors.mark(response.headers_mut());
        world.lock().log.answered(number, response.status());
        Ok(response)
    }

    async fn fail(self, fault: Fault, cors: &Cors, wire: &Wire, request: Request) -> Result<Response, Over> {
        pause(fault.delay_ms).await;
        if !fault.replaces_the_answer() {
            let mut response = answer(self.api, cors, request).await;
            fault.add_headers.set(response.headers_mut());
            return Ok(response);
        }
        if fault.takes_effect {
            answer(self.api, cors, request).await;
        }
        if let Some(respond) = &fault.respond {
            return Ok(respond.response());
        }
        Err(match &fault.raw {
            Some(raw) => wire.enact(raw).await,
            None if fault.reset => wire.reset(),
            None => Wire::hold().await,
        })
    }
}

/// What of a world is met.
enum Side {
    Api,
    Control,
    Page,
}

impl Side {
    fn of(path: &str) -> Option<Self> {
        let sides = [("/2/", Self::Api), ("/control/", Self::Control), ("/i/", Self::Page)];
        sides.into_iter().find(|(beginning, _)| path.starts_with(beginning)).map(|(_, side)| side)
    }
}

async fn answer(api: Router, cors: &Cors, request: Request) -> Response {
    match cors.preflight(request.method(), request.headers()) {
        Some(preflight) => preflight,
        None => route(api, request).await,
    }
}

async fn route(router: Router, request: Request) -> Response {
    let Ok::<_, Infallible>(response) = router.oneshot(request).await;
    response
}

/// The world's name, and the path and query within that world.
fn address(uri: &Uri) -> Option<(&str, Uri)> {
    let path = uri.path_and_query().map_or("/", PathAndQuery::as_str);
    let Some(rest) = path.strip_prefix("/worlds/") else {
        return Some(("default", path.parse().ok()?));
    };
    let (world, _) = rest.split_once('/')?;
    Some((world, rest.strip_prefix(world)?.parse().ok()?))
}
