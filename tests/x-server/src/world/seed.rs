use super::account::{Account, Accounts};
use super::client::{Client, Clients};
use super::signer::{Credentials, Signers};
use super::token::{Token, Tokens};

/// The ID of the account "you".
pub const YOU: &str = "2244994945";

/// The token of the account "you".
pub const TOKEN: &str = "stand-in-token";

/// A public client that has no redirect URIs yet.
pub const CLIENT_ID: &str = "stand-in-client";

/// OAuth 1.0a, as is all that begins so: the app's key.
pub const OAUTH1_CONSUMER_KEY: &str = "stand-in-consumer-key";

/// The app's secret.
pub const OAUTH1_CONSUMER_SECRET: &str = "stand-in-consumer-secret";

/// The account "you" at that app.
pub const OAUTH1_ACCESS_TOKEN: &str = "2244994945-stand-in-access-token";

/// The secret of that token.
pub const OAUTH1_ACCESS_TOKEN_SECRET: &str = "stand-in-access-token-secret";

/// The accounts of a new world: ID, username, name. Made up, all of them. Every ID but the first is above 2^53: a JavaScript number cannot hold it.
pub const ACCOUNTS: [(&str, &str, &str); 27] = [
    (YOU, "you", "You"),
    ("1234567890123456789", "loudneighbour", "The Loud Neighbour"),
    ("1784520913306427413", "tea_timetables", "Tea & Timetables"),
    ("1690077341852340241", "crumbgoblin", "Crumb Goblin"),
    ("1512840067391455233", "moss_report", "The Moss Report"),
    ("1420699518834061313", "hourly_heron", "Hourly Heron"),
    ("1391204477650522119", "spoilerbell", "Spoiler Bell"),
    ("1355118920076443657", "unpaid_umbrella", "Unpaid Umbrella"),
    ("1298870341109764096", "third_sock", "Third Sock"),
    ("1277301556204519425", "kettle_alarm", "Kettle Alarm"),
    ("1204456319880753153", "nopuzzletoday", "No Puzzle Today"),
    ("1186630872541257729", "ferry_delays", "Ferry Delays (unofficial)"),
    ("1150093284417208321", "gravelforecast", "Gravel Forecast"),
    ("1093341768825634817", "misc_trombone", "Miscellaneous Trombone"),
    ("1044217739302756355", "lost_mittens", "Lost Mittens Bureau"),
    ("998412067735519232", "quietcarriage", "Quiet Carriage"),
    ("934176620881231873", "penguin_audit", "Penguin Audit"),
    ("871530294466117632", "soupweather", "Soup Weather"),
    ("803367715290406912", "bramble_lane", "Bramble Lane"),
    ("745120983364739072", "fourthreminder", "Fourth Reminder"),
    ("682290417756803073", "pigeon_notes", "Pigeon Notes"),
    ("601844372910505984", "overdue_atlas", "Overdue Atlas"),
    ("538817260446826497", "lampshade_fm", "Lampshade FM"),
    ("402195537718845440", "custardledger", "Custard Ledger"),
    ("310458826194702336", "thatonerecipe", "That One Recipe"),
    ("98120745533661184", "old_stamps", "Old Stamps Daily"),
    ("27604419385163776", "early_bird_09", "Early Bird"),
];

pub fn accounts() -> Accounts {
    let mut accounts = Accounts::default();
    for (id, username, name) in ACCOUNTS {
        let account = Account {
            id: id.to_owned(),
            username: username.to_owned(),
            name: name.to_owned(),
            gone: false,
            connection_status: Vec::new(),
        };
        // The list above is sound: a test of this file says so.
        let _ = accounts.put(account);
    }
    accounts
}

pub fn tokens() -> Tokens {
    let mut tokens = Tokens::default();
    tokens.put(TOKEN, Token::of_user(YOU));
    tokens.put("app-only-token", Token::app_only());
    tokens.put("AAAA%2Bapp%3Donly", Token::app_only());
    tokens
}

pub fn clients() -> Clients {
    let mut clients = Clients::default();
    let client = Client {
        client_id: CLIENT_ID.to_owned(),
        client_secret: None,
        redirect_uris: Vec::new(),
        name: "Stand-in App".to_owned(),
    };
    // Sound too.
    let _ = clients.put(client);
    clients
}

pub fn signers() -> Signers {
    let mut signers = Signers::default();
    let credentials = Credentials {
        user_id: YOU.to_owned(),
        consumer_key: OAUTH1_CONSUMER_KEY.to_owned(),
        consumer_secret: OAUTH1_CONSUMER_SECRET.to_owned(),
        access_token: OAUTH1_ACCESS_TOKEN.to_owned(),
        access_token_secret: OAUTH1_ACCESS_TOKEN_SECRET.to_owned(),
    };
    // Sound too.
    let _ = signers.put(credentials);
    signers
}

#[cfg(test)]
mod tests {
    use super::{ACCOUNTS, CLIENT_ID, OAUTH1_ACCESS_TOKEN, OAUTH1_CONSUMER_KEY, YOU, accounts, clients, signers};

    #[test]
    fn every_seeded_account_is_there_and_its_id_is_above_2_to_the_53() {
        let seeded = accounts();
        for (id, username, _) in ACCOUNTS {
            assert_eq!(seeded.by_username(username).unwrap().id, id);
            assert!(id == YOU || id.parse::<u64>().unwrap() > 1 << 53);
        }
    }

    #[test]
    fn the_seeded_client_and_credentials_are_there() {
        assert!(clients().get(CLIENT_ID).unwrap().client_secret.is_none());
        assert_eq!(signers().credentials(OAUTH1_CONSUMER_KEY, OAUTH1_ACCESS_TOKEN).unwrap().user_id, YOU);
    }
}
