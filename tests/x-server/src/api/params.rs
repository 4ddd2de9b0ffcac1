use axum::extract::Query;
use axum::http::Uri;

use super::problem::Problem;
use super::user::UserFields;

/// What every call that answers users takes. All but `user.fields` are taken and have no effect: nobody here posts.
const OF_USERS: [&str; 4] = ["user.fields", "expansions", "tweet.fields", "post.fields"];

/// The query of a call, its names checked as X does.
pub struct Params(Vec<(String, String)>);

impl Params {
    /// `own` are the names this call takes besides those of all that answer users.
    pub fn read(uri: &Uri, own: &[&str]) -> Result<Self, Problem> {
        let unreadable = |_| Problem::invalid_body("The query could not be read");
        let Query(pairs) = Query::<Vec<(String, String)>>::try_from_uri(uri).map_err(unreadable)?;
        let params = Self(pairs);
        for (at, (name, value)) in params.0.iter().enumerate() {
            if !own.contains(&name.as_str()) && !OF_USERS.contains(&name.as_str()) {
                let known = [own, &OF_USERS].concat().join(",");
                let message = format!("The query parameter [{name}] is not one of [{known}]");
                return Err(Problem::invalid_parameter(name, value, &message));
            }
            if params.0.iter().take(at).any(|(earlier, _)| earlier == name) {
                let message = format!("Duplicate parameters are not allowed: the `{name}` query parameter");
                return Err(Problem::invalid_parameter(name, value, &message));
            }
        }
        Ok(params)
    }

    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(other, _)| other == name).map(|(_, value)| value.as_str())
    }

    /// 1 to 100 values with commas between them.
    pub fn list(&self, name: &str) -> Result<Vec<&str>, Problem> {
        let text = self.get(name).unwrap_or_default();
        if text.is_empty() {
            let message = format!("The `{name}` query parameter can not be empty");
            return Err(Problem::invalid_parameter(name, text, &message));
        }
        let values: Vec<&str> = text.split(',').collect();
        if values.len() > 100 {
            let count = values.len();
            let message =
                format!("The number of values in the `{name}` query parameter list [{count}] is not between 1 and 100");
            return Err(Problem::invalid_parameter(name, text, &message));
        }
        Ok(values)
    }

    pub fn user_fields(&self) -> Result<UserFields, Problem> {
        UserFields::read(self.get("user.fields"))
    }

    /// Of a page of the muted; X's default is 100.
    pub fn max_results(&self) -> Result<usize, Problem> {
        let Some(text) = self.get("max_results") else {
            return Ok(100);
        };
        let Ok(count) = text.parse::<i64>() else {
            return Err(Problem::not_valid("max_results", text));
        };
        usize::try_from(count).ok().filter(|count| (1..=1000).contains(count)).ok_or_else(|| {
            let message = format!("The `max_results` query parameter value [{text}] is not between 1 and 1000");
            Problem::invalid_parameter("max_results", text, &message)
        })
    }
}
