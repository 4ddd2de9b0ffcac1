window.YTD.mute.part0 = [
  {
    "muting" : {
      "accountId" : "1294030472427835393",
      "userLink" : "https://twitter.com/intent/user?user_id=1294030472427835393"
    }
  }
]