package indicators

const MostInTable = mostInTable

const MostOutside = mostOutside
