package vn.hoi.access;

import java.util.List;
import org.springframework.security.authentication.AbstractAuthenticationToken;

/** Somebody known, as the chain passes them on. What they may do is asked of {@link AtWork}, never of authorities. */
class SignedIn extends AbstractAuthenticationToken {

    private static final long serialVersionUID = 1;

    private final transient Person person;

    SignedIn(Person person) {
        super(List.of());
        this.person = person;
        setAuthenticated(true);
    }

    @Override
    public Object getCredentials() {
        return "";
    }

    @Override
    public Object getPrincipal() {
        return person;
    }
}
