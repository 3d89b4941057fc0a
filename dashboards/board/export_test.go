package board

const LongestQuery = longestQuery

const MostHits = mostHits
