package vn.hoi.access;

/** An account was closed, or its roles changed. Published in the transaction of the change; rights follow with the next request. */
public record RightsChanged(String account) {}
