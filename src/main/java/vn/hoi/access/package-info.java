/**
 * Owns who may come in and who is at work: accounts, roles over units and fields, passwords, second factors, sessions,
 * one-time links, tokens.
 *
 * <p>Offers the answers to {@link vn.hoi.common.CurrentPerson} and {@link vn.hoi.common.Rights}, {@link vn.hoi.access.Accounts},
 * {@link vn.hoi.access.Tokens} and {@link vn.hoi.access.OneTimeLinks}. Refuses a request under a name that is not this server's,
 * one that another site makes a browser send, and to say which of account and password was wrong.
 */
@org.jspecify.annotations.NullMarked
@org.springframework.modulith.ApplicationModule(
        displayName = "access",
        allowedDependencies = {"common", "database", "sheet", "document", "journal", "unit"})
package vn.hoi.access;
