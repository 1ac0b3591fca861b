package vn.hoi.access;

/** Signing in at a provider outside, offered on the page for signing in. There is none unless one is configured. */
public interface ExternalSignIn {

    /** The provider's name, as the button shows it. */
    String name();

    /** Where the button leads, root-relative; {@code ?then=} adds where to go on afterwards. */
    String address();
}
