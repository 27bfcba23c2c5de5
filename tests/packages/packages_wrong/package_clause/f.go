package main; func main() {
