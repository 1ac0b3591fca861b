package vn.hoi.common;

/** What a role may do beside writing and taking steps, which registers declare. Roles are declared in {@code fields/roles.yaml}. */
public enum Power {
    /** Open the records of the units and fields it is given over. */
    READ,
    /** Open their personal columns for a named purpose. */
    PERSONAL,
    /** Draw data calls and follow their answers. */
    CALLS,
    /** Send in the reports of the units it is given over. */
    REPORT,
    /** Make plans and carry them to publication. */
    PLAN,
    /** Freeze figures at a cut-off. */
    SEAL,
    /** Send in the reports of the parties the account is named for. */
    PARTY,
    /** Read who did what. */
    AUDIT,
    /** Keep accounts, roles, tokens, calendars and jobs. */
    ADMINISTER
}
