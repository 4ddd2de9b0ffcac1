//! Lists of rows.

use super::*;

#[test]
fn csv_is_read_by_its_header() {
    check(
        "csv",
        &[
            ("id,username\n10001,a\n,b\n", &["10001"], &["b"]),
            ("name;User_ID\r\n\"a;\"\"b\";7\r\n\r\n;;\r\n", &["7"], &[]),
            ("handle\tfollowers\n@a\t5\n12\t6\n", &[], &["a", "12"]),
            // Where there is a number of the row, too.
            ("id,user_id,screen_name\n1,70077,x", &["70077"], &[]),
            ("\u{feff}\"Name\", \"id\"\n\"Ann, \"\"A\"\"\nBee\", \"8\"\nBo,9", &["8", "9"], &[]),
            ("username\n# no one\n// no one\nhttps://x.com/ann\n id_1 \n", &[], &["ann", "id_1"]),
            ("bio,id\n#1 fan,5\n// x,6\n", &["5", "6"], &[]),
            ("bio,id\n\"unclosed,5\nsome \"words\",6\n\"a\" b,7", &["5", "6", "7"], &[]),
            ("id\r1\r2\r", &["1", "2"], &[]),
            ("ID\n", &[], &[]),
            // Without the ID, the number of followers is none.
            ("id\tusername\tfollowers\n\ta\t1500", &[], &["a"]),
        ],
    );
    check_rejected(&[
        ("name,id\n\"a\nb\",x\r\nc,\nd,1", &[(2, "\"a\nb\",x", "other than the digits"), (4, "c,", "has no ID")]),
        // As a spreadsheet writes it.
        ("id,name\n1.23457E+18,a\n", &[(2, "1.23457E+18,a", "rounded by a spreadsheet")]),
        ("id\rx\r1\r\ry", &[(2, "x", "other than"), (5, "y", "other than")]),
        ("bio,id\n\"never closed", &[(2, "\"never closed", "has no ID")]),
    ]);
}

#[test]
fn a_line_is_an_id_a_handle_or_the_url_of_a_profile() {
    check(
        "lines",
        &[
            (
                "12\n@jack\n@ann_1\n\n  # bob\n// bob\n@12\n\"34\"\n 5 \r\n",
                &["12", "34", "5"],
                &["jack", "ann_1", "12"],
            ),
            ("", &[], &[]),
            ("\u{feff}# nobody", &[], &[]),
            (
                "https://twitter.com/a\nhttp://www.x.com/b/\nHTTPS://Mobile.Twitter.com/c?s=20\nx.com/@d/#x\nhttps://x.com/e/?x",
                &[],
                &["a", "b", "c", "d", "e"],
            ),
            (
                "https://twitter.com/intent/user?user_id=1\nhttps://x.com/i/user/2/\nhttps://x.com/intent/user?screen_name=c&x=y\nx.com/i/user/3?x",
                &["1", "2", "3"],
                &["c"],
            ),
        ],
    );
}

#[test]
fn a_line_that_may_be_anyone_else_is_rejected() {
    let lines = [
        "1,2",
        "12 jack",
        "jack;5",
        "007",
        "-5",
        "12345678901234567890",
        "@",
        "@@a",
        "sixteencharacters",
        "@b and jack.",
        "é",
        "https://x.com/",
        "https://x.com/jack/status/20",
        "https://x.com/i/lists/5",
        "https://x.com.example/jack",
        "https://example.org/x.com/jack",
        "https://x.com/i/user/jack",
        "https://x.com/i/user/007",
        "1\0",
        "1\u{a0}2",
        "１２",
    ];
    for line in lines {
        let list = list(line);
        assert_eq!((list.ids.len(), list.usernames.len(), list.rejected.len()), (0, 0, 1), "{line}");
        let (at, text, why) = &list.rejected[0];
        let is_of_an_address = line.contains('/') && why.starts_with("is ");
        assert!(*at == 1 && (line.contains('\0') || text == line), "{line}: {text}");
        assert!(why.starts_with("has ") || is_of_an_address, "{line}: {why}");
    }
}

#[test]
fn what_is_rejected_is_shown_in_part() {
    for (entry, shown) in [("é ".repeat(40), 99), ("a ".repeat(80), 100), ("a b".into(), 3)] {
        let text = format!("1\n{entry}\n2");
        assert_eq!(list(&text).rejected[0].1, entry.get(..shown).unwrap());
    }
}

#[test]
fn each_is_there_once_where_it_was_first() {
    let list = list("2\n@A_1\n1\n2\n@a_1\nx.com/A_1\n@2\nx.com/i/user/1\n");
    assert_eq!((list.ids, list.usernames, list.duplicates), (owned(&["2", "1"]), owned(&["A_1", "2"]), 4));
}
