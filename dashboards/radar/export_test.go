package radar

const MostBars = mostBars

var KindsOfWeak = kindsOfWeak
