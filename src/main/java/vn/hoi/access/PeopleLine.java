package vn.hoi.access;

import java.util.List;

/**
 * A line of a file of accounts as its preview shows it.
 *
 * @param number as the spreadsheet program shows it
 * @param faults what is wrong with it, each naming its cure; empty when its account can be made
 */
public record PeopleLine(int number, String account, String fullName, String role, String unit, List<String> faults) {}
