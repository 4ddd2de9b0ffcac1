use serde_json::{Value, json};

use crate::client::{GOBLIN, MOSS, NEIGHBOUR, Reply, X, YOU};

async fn page(x: &X, query: &str) -> Reply {
    x.get(&format!("/2/users/{YOU}/muting{query}")).await
}

fn ids(page: &Value) -> Vec<&str> {
    page["data"]
        .as_array()
        .map(|data| data.iter().map(|user| user["id"].as_str().unwrap()).collect())
        .unwrap_or_default()
}

/// Accounts with the IDs 1000 to 1000 + count - 1, all muted, 1000 first.
async fn mute_many(x: &X, count: usize) -> Vec<String> {
    let ids: Vec<String> = (0..count).map(|n| format!("{}", 1000 + n)).collect();
    x.tell("accounts", ids.iter().map(|id| json!({"id": id})).collect()).await;
    x.control("PUT", &format!("mutes/{YOU}"), json!({"ids": ids})).await;
    ids
}

#[tokio::test]
async fn the_most_recently_muted_come_first() {
    let x = X::start();
    for id in [NEIGHBOUR, GOBLIN, MOSS] {
        x.mute(id).await;
    }
    let reply = page(&x, "").await;
    assert_eq!(ids(&reply.json()), [MOSS, GOBLIN, NEIGHBOUR]);
    assert_eq!(reply.json()["meta"], json!({"result_count": 3}));
    assert_eq!(reply.json()["data"][1], json!({"id": GOBLIN, "name": "Crumb Goblin", "username": "crumbgoblin"}));
}

#[tokio::test]
async fn an_empty_list_is_answered_as_told() {
    let x = X::start();
    let absent = json!({"meta": {"result_count": 0}});
    assert_eq!(page(&x, "").await.json(), absent);
    let array = json!({"data": [], "meta": {"result_count": 0}});
    let null = json!({"data": null, "meta": {"result_count": 0}});
    for (way, answer) in [("array", array), ("null", null), ("absent", absent)] {
        assert_eq!(x.tell("empty_list", json!({"as": way})).await, json!({"as": way}));
        assert_eq!(page(&x, "").await.json(), answer);
    }
    x.tell("empty_list", json!({"as": "null"})).await;
    x.mute(MOSS).await;
    assert_eq!(ids(&page(&x, "").await.json()), [MOSS]);
}

#[tokio::test]
async fn a_page_has_100_unless_told_and_1000_at_most() {
    let x = X::start();
    let all = mute_many(&x, 1001).await;
    assert_eq!(ids(&page(&x, "").await.json()), all[..100]);
    assert_eq!(ids(&page(&x, "?max_results=1000").await.json()), all[..1000]);
    for (bad, message) in [("0", "between 1 and 1000"), ("1001", "between 1 and 1000"), ("many", "not valid")] {
        let reply = page(&x, &format!("?max_results={bad}")).await;
        assert!(reply.status == 400 && reply.message().contains(message), "{bad}: {}", reply.body);
    }
}

#[tokio::test]
async fn following_next_token_reads_everyone_once() {
    let x = X::start();
    let all = mute_many(&x, 7).await;
    let (mut read, mut query) = (Vec::new(), "?max_results=3".to_owned());
    loop {
        let reply = page(&x, &query).await.json();
        read.extend(ids(&reply).into_iter().map(str::to_owned));
        let Some(token) = reply["meta"]["next_token"].as_str() else { break };
        query = format!("?max_results=3&pagination_token={token}");
    }
    assert_eq!(read, all);
}

#[tokio::test]
async fn a_page_that_ends_with_the_last_has_no_next_token() {
    let x = X::start();
    mute_many(&x, 3).await;
    assert_eq!(page(&x, "?max_results=3").await.json()["meta"], json!({"result_count": 3}));
}

#[tokio::test]
async fn paging_loses_none_and_repeats_none_while_others_are_muted_and_unmuted() {
    let x = X::start();
    let all = mute_many(&x, 6).await;
    let first = page(&x, "?max_results=2").await.json();
    x.mute(NEIGHBOUR).await;
    x.unmute(&all[1]).await;
    x.unmute(&all[3]).await;
    x.mute(&all[3]).await;
    let token = first["meta"]["next_token"].as_str().unwrap();
    let rest = page(&x, &format!("?max_results=100&pagination_token={token}")).await.json();
    assert_eq!(ids(&first), all[..2]);
    assert_eq!(ids(&rest), [&all[2], &all[4], &all[5]], "muted anew, the fourth is at the head of the list now");
}

#[tokio::test]
async fn who_is_gone_is_left_out_and_the_page_goes_on() {
    let x = X::start();
    let all = mute_many(&x, 4).await;
    x.tell("accounts", json!({"id": all[1], "gone": true})).await;
    let first = page(&x, "?max_results=2").await.json();
    assert_eq!(ids(&first), all[..1]);
    assert_eq!(first["meta"]["result_count"], 1);
    assert!(first["meta"]["next_token"].is_string());
}

#[tokio::test]
async fn a_made_up_pagination_token_is_refused() {
    let x = X::start();
    for token in ["x", "0", "%2B00000000000000f", "zzzzzzzzzzzzzzzz", "0123456789abcdef"] {
        let reply = page(&x, &format!("?pagination_token={token}")).await;
        assert!(reply.status == 400 && reply.message().contains("`pagination_token`"), "{token}: {}", reply.body);
    }
}

#[tokio::test]
async fn of_40_000_none_is_lost_and_none_repeated_while_others_come_and_go() {
    let x = X::start();
    x.tell("limits", json!({"endpoint": "muted", "limit": 1000})).await;
    let first = 1_000_000_000_000_000_000_u64;
    x.tell("accounts", json!({"generate": {"count": 40_000, "first_id": first.to_string()}})).await;
    let all: Vec<String> = (first..first + 40_000).map(|id| id.to_string()).collect();
    x.control("PUT", &format!("mutes/{YOU}"), json!({"ids": all})).await;
    let (mut read, mut token) = (Vec::new(), String::new());
    for number in 0..40 {
        let reply = page(&x, &format!("?max_results=1000{token}")).await.json();
        read.extend(ids(&reply).into_iter().map(str::to_owned));
        token = reply["meta"]["next_token"].as_str().map(|it| format!("&pagination_token={it}")).unwrap_or_default();
        assert_eq!(token.is_empty(), number == 39, "page {number}");
        match number {
            10 => drop(x.mute(NEIGHBOUR).await),
            // The last that was read, by which the next page finds its place.
            20 => drop(x.unmute(&all[20_999]).await),
            30 => drop(x.unmute(NEIGHBOUR).await),
            _ => {}
        }
    }
    assert_eq!(read, all);
}
