//! Meetings.

words! {
    "Meetings" "A manager meets a client: the gate is asked before, and the negotiation sheet goes along."

    /// Meetings that are ahead, or with `show=past` those that are over or ended.
    ///
    /// Managers see their own, heads all.
    list [NoSuchThing];

    /// Asks for a meeting.
    ///
    /// Where the gate says no on a product, the meeting waits, the heads are told, and the answer is 409 `not-cleared` with the reason of each product.
    ask [Invalid NotCleared NoSuchThing];

    /// One meeting, with what the gate says of it now.
    show [];

    /// Opens a meeting that waits.
    ///
    /// The gate is asked anew. With `only_cleared` the products on which it says no are left out.
    open [NotCleared WrongState Invalid];

    /// Says that a meeting took place.
    hold [WrongState];

    /// Cancels a meeting.
    cancel [WrongState];

    /// Lets a manager hold a meeting though the gate says no.
    ///
    /// A waiver for each such product, until the meeting is over or as long as a waiver may last.
    waive [Invalid WrongState];

    /// Says why there is no waiver for a meeting.
    refuse [Invalid WrongState];

    /// The negotiation sheet of a meeting.
    ///
    /// Of one of its lines, in one language; the first line and the language of the client unless told. The gate is asked anew.
    sheet [NotCleared WrongState Locked Invalid];

    /// Writes down what the client said.
    note [Invalid WrongState NotCleared Locked];

    /// The questions of the negotiation sheet of a line.
    line_sheet [];

    /// Changes the negotiation sheet of a line.
    ///
    /// `default: true` brings back the questions that every line begins with.
    change_line_sheet [Invalid StaleEdit];
}
