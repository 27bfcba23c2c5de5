//! Package reflect: descriptors and values as natives see them. The Go side keeps a value as the address of its
//! memory form.

mod deep_equal;
mod types;
mod values;

use types::*;
use values::*;

crate::natives! {
    "typeOf" => type_of,
    "typeKind" => type_kind,
    "typeName" => type_name,
    "typeString" => type_string,
    "typePkgPath" => type_pkg_path,
    "typeNumbers" => type_numbers,
    "typeFlags" => type_flags,
    "typeElem" => type_elem,
    "typeKey" => type_key,
    "typeParam" => type_param,
    "typeField" => type_field,
    "typeImplements" => type_implements,
    "pointerTo" => pointer_to,
    "sliceOf" => slice_of,
    "unbox" => unbox,
    "pack" => pack,
    "newObject" => new_object,
    "newArray" => new_array,
    "boxAs" => box_as,
    "copyValue" => copy_value,
    "isZeroValue" => is_zero_value,
    "loadInt" => load_int,
    "loadUint" => load_uint,
    "loadFloat" => load_float,
    "loadComplex" => load_complex,
    "storeInt" => store_int,
    "storeFloat" => store_float,
    "storeComplex" => store_complex,
    "mapLen" => map_len,
    "mapKeys" => map_keys,
    "mapIndex" => map_index,
    "mapSet" => map_set,
    "mapDelete" => map_delete,
    "makeMap" => make_map,
    "chanLen" => chan_len,
    "deepEqual" => deep_equal::deep_equal,
    "callFunc" => call_func,
}
