//! Package text/template: what reflection would need several steps for.

use crate::std::reflect::by_name;

crate::natives! {
    "member" => by_name::member,
    "isPlain" => by_name::is_plain,
}
