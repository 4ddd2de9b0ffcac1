/// What a user is asked for, by X's name for it, in words. After X's OpenAPI description and documentation, 2026.
const SCOPES: [(&str, &str); 25] = [
    ("block.read", "See the accounts you have blocked"),
    ("block.write", "Block and unblock accounts for you"),
    ("bookmark.read", "See your bookmarks"),
    ("bookmark.write", "Make and delete bookmarks for you"),
    ("broadcast.read", "See your live broadcasts and their chat"),
    ("broadcast.write", "Run your live broadcasts and write in their chat for you"),
    ("dm.read", "Read your direct messages"),
    ("dm.write", "Send and manage direct messages for you"),
    ("follows.read", "See whom you follow, and who follows you"),
    ("follows.write", "Follow and unfollow accounts for you"),
    ("like.read", "See the posts you have liked, and every like that you can see"),
    ("like.write", "Like and unlike posts for you"),
    ("list.read", "See your lists, private ones too"),
    ("list.write", "Make and manage lists for you"),
    ("media.write", "Upload pictures and videos for you"),
    ("mute.read", "See the accounts you have muted"),
    ("mute.write", "Mute and unmute accounts for you"),
    ("offline.access", "Stay connected to your account until you end its access"),
    ("space.read", "See every Space that you can see"),
    ("timeline.read", "See every custom timeline that you can see"),
    ("tweet.moderate.write", "Hide and show replies to your posts"),
    ("tweet.read", "See every post that you can see, those of protected accounts too"),
    ("tweet.write", "Post and repost for you"),
    ("users.email", "See your email address"),
    ("users.read", "See every account that you can see, protected ones too"),
];

/// None: X has no such scope.
pub fn in_words(scope: &str) -> Option<&'static str> {
    SCOPES.iter().find(|(name, _)| *name == scope).map(|(_, words)| *words)
}
