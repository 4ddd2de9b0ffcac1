//! JSON as the platform's own parser has read it.

/// An object or a list of a parsed JSON text. Each getter gives an own member: what an object inherits is not X's.
///
/// The members have a method each, for a name that crosses into JavaScript as text takes longer than the rest of a getter.
pub trait Json: Clone {
    /// The items of a list that are objects or lists; an item of another kind is an object without members. None where this is no
    /// list.
    fn items(&self) -> Option<impl Iterator<Item = Self>>;

    /// A list with this as its only item.
    fn into_list(self) -> Self;

    /// The JSON text of it.
    fn to_text(&self) -> String;

    /// `data`, where it is an object or a list; so are the other members that give this type.
    fn data(&self) -> Option<Self>;
    /// `errors`
    fn errors(&self) -> Option<Self>;
    /// `meta`
    fn meta(&self) -> Option<Self>;

    /// `muting`, where it is a boolean.
    fn muting(&self) -> Option<bool>;
    /// `result_count`, where it is a number, as are the other members that give this type.
    fn result_count(&self) -> Option<f64>;
    /// `code` of one of X's older errors.
    fn code(&self) -> Option<f64>;
    /// `expires_in`, in seconds.
    fn expires_in(&self) -> Option<f64>;
    /// `expires_at` of a stored session, in milliseconds since the epoch.
    fn expires_at(&self) -> Option<f64>;
    /// `version` of what is stored.
    fn version(&self) -> Option<f64>;

    /// `id`, where it is a string, as are the other members that give this type.
    fn id(&self) -> Option<String>;
    /// `username`
    fn username(&self) -> Option<String>;
    /// The strings of `connection_status`, where it is a list.
    fn connection_status(&self) -> Option<Vec<String>>;
    /// `next_token`
    fn next_token(&self) -> Option<String>;

    /// `title`
    fn title(&self) -> Option<String>;
    /// `detail`
    fn detail(&self) -> Option<String>;
    /// `message`
    fn message(&self) -> Option<String>;
    /// `reason`
    fn reason(&self) -> Option<String>;
    /// `type`
    fn problem_type(&self) -> Option<String>;
    /// `value`
    fn value(&self) -> Option<String>;
    /// `error`
    fn error(&self) -> Option<String>;
    /// `error_description`
    fn error_description(&self) -> Option<String>;

    /// `access_token`
    fn access_token(&self) -> Option<String>;
    /// `refresh_token`
    fn refresh_token(&self) -> Option<String>;
    /// `scope`
    fn scope(&self) -> Option<String>;
    /// `client_id`
    fn client_id(&self) -> Option<String>;
}

#[cfg(test)]
mod tests {
    /// The names of the getters of `src/web/json.rs`, as JavaScript has them.
    fn getters() -> Vec<&'static str> {
        let source = include_str!("../web/json.rs").split("type Json;").nth(1).unwrap().split("\n}").next().unwrap();
        let names = source.split("#[wasm_bindgen(method, getter").skip(1).map(|getter| {
            let js_name = getter.split_once("js_name = \"").and_then(|(_, rest)| rest.split('"').next());
            js_name.unwrap_or_else(|| getter.split("fn ").nth(1).unwrap().split('(').next().unwrap())
        });
        names.collect()
    }

    #[test]
    fn the_javascript_half_keeps_each_member_that_is_read_from_being_inherited() {
        let list = include_str!("../js/parsed.js").split("MEMBERS = [").nth(1).unwrap().split(']').next().unwrap();
        let members: Vec<&str> = list.split('"').skip(1).step_by(2).collect();
        assert_eq!(members, getters());
    }
}
